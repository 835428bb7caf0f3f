import { dirname, join } from "node:path";
import type { Access } from "./access.ts";
import { replaceFile, syncFile, syncFolder } from "./durable.ts";
import { cannotWrite } from "./failures.ts";
import { inTurns } from "./in-turns.ts";
import { CURRENT, KEPT_VERSIONS } from "./layout.ts";
import { filesOfTable, type LakeHistory, type LakeVersion } from "./version.ts";

/** The files of a version, relative to the lake folder. */
export const filesOf = (version: LakeVersion): readonly string[] => version.tables.flatMap(filesOfTable);

export interface CommitOptions {
  readonly access: Access;
  /** The last few versions stay readable, or all of them, which adds none to the files that there are. */
  readonly keep: "last" | "all";
}

/**
 * Makes `version` the current one: its new files reach the disk first, then `current.json` is replaced. Until that moment
 * every reader has the version before. Refuses with `cannot-write`; then nothing has changed. False where the disk does
 * not confirm all of it: it is done, and after a power cut it may be undone.
 */
export async function commit(
  lake: string,
  version: LakeVersion,
  before: LakeHistory | undefined,
  { access, keep }: CommitOptions,
): Promise<boolean> {
  const fresh = filesOf({ ...version, tables: version.tables.filter(({ run }) => run === version.run) }).map((file) => join(lake, file));
  await inTurns(fresh, (file) => syncFile(file).catch(cannotWrite(file)));
  let isDurable = true;
  await inTurns(foldersUpTo(lake, fresh), async (folder) => {
    if (!(await syncFolder(folder).catch(cannotWrite(folder)))) isDurable = false;
  });
  const all = before === undefined ? [] : withoutRepeated([before.current, ...before.earlier]);
  const earlier = keep === "all" ? all : all.slice(0, KEPT_VERSIONS - 1);
  return (await replaceHistory(lake, { current: version, earlier }, access)) && isDurable;
}

/** Replaces `current.json`. Refuses with `cannot-write`; false where the disk does not confirm it. */
export async function replaceHistory(lake: string, history: LakeHistory, access: Access): Promise<boolean> {
  const path = join(lake, CURRENT);
  return replaceFile(path, `${JSON.stringify(history, undefined, 1)}\n`, access.file).catch(cannotWrite(path));
}

/** Versions, without those of which every file is in older ones, as a rollback makes them: so a file stands where it was made. */
function withoutRepeated(versions: readonly LakeVersion[]): LakeVersion[] {
  const seen = new Set<string>();
  return versions
    .toReversed()
    .filter((version) => {
      const fresh = filesOf(version).filter((file) => !seen.has(file));
      for (const file of fresh) seen.add(file);
      return fresh.length > 0;
    })
    .reverse();
}

/** The folders that hold the files, with all above them inside the lake. */
function foldersUpTo(lake: string, files: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); folder.length > lake.length && !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders];
}
