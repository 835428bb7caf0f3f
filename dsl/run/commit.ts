import { dirname, join } from "node:path";
import { replaceFile, syncFile, syncFolder } from "./durable.ts";
import { cannotWrite } from "./failures.ts";
import { inTurns } from "./in-turns.ts";
import { CURRENT, KEPT_VERSIONS } from "./layout.ts";
import type { LakeHistory, LakeVersion } from "./version.ts";

/** The files of a version, relative to the lake folder. */
export const filesOf = (version: LakeVersion): readonly string[] =>
  version.tables.flatMap(({ file, quarantine }) => (quarantine === null ? [file] : [file, quarantine]));

/**
 * Makes `version` the current one: its new files reach the disk first, then `current.json` is replaced. Until that moment
 * every reader has the version before. Refuses with `cannot-write`; then nothing has changed.
 */
export async function commit(lake: string, version: LakeVersion, before: LakeHistory | undefined): Promise<LakeHistory> {
  const fresh = filesOf({ ...version, tables: version.tables.filter(({ run }) => run === version.run) }).map((file) => join(lake, file));
  await inTurns(fresh, (file) => syncFile(file).catch(cannotWrite(file)));
  await inTurns(foldersUpTo(lake, fresh), syncFolder);
  const earlier = before === undefined ? [] : [before.current, ...before.earlier].slice(0, KEPT_VERSIONS - 1);
  const history: LakeHistory = { current: version, earlier };
  const path = join(lake, CURRENT);
  await replaceFile(path, `${JSON.stringify(history, undefined, 1)}\n`).catch(cannotWrite(path));
  return history;
}

/** The folders that hold the files, with all above them inside the lake. */
function foldersUpTo(lake: string, files: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); folder.length > lake.length && !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders];
}
