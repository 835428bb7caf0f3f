import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { LandingFile } from "../backends/duckdb/landing.ts";
import { type Problem, Refusal, refuse } from "../diagnostics/diagnostic.ts";
import type { SourcePlan } from "../operations/lake.ts";
import { cannotRead } from "./failures.ts";
import { inTurns } from "./in-turns.ts";
import { landingFiles } from "./landing-files.ts";
import type { PinnedFile } from "./version.ts";

/** A landing file as it was before the run read it. */
export interface Pin extends LandingFile {
  /** Bytes. */
  readonly size: bigint;
  /** Nanoseconds since 1970. */
  readonly modified: bigint;
  /** The same, of the last change that the file system itself has noted: no program can put it back. */
  readonly changed: bigint;
  readonly inode: bigint;
}

/** The landing files of each source, by its name. */
export type Pins = ReadonlyMap<string, readonly Pin[]>;

/**
 * Settles which files the run reads. Refuses with `no-landing-folder` and `no-landing-files`, all sources at once, and
 * with `cannot-read` for a file or folder that cannot be opened.
 */
export async function pinLanding(landing: string, sources: readonly SourcePlan[]): Promise<Pins> {
  const root = resolve(landing);
  if (sources.length > 0) await checkRoot(root);
  const pins = new Map<string, readonly Pin[]>();
  const problems: Problem[] = [];
  for (const source of sources) {
    const folder = join(root, source.path);
    const there = await stat(folder).catch((error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? undefined : cannotRead(folder)(error),
    );
    const names = there === undefined ? [] : await landingFiles(folder);
    if (there === undefined) problems.push({ code: "no-landing-folder", parameters: { folder, table: source.name } });
    else if (names.length === 0) problems.push({ code: "no-landing-files", parameters: { folder, table: source.name } });
    pins.set(source.name, await Promise.all(names.map((name) => pin(root, `${source.path}${name}`))));
  }
  if (problems.length > 0) throw new Refusal(problems);
  return pins;
}

async function checkRoot(root: string): Promise<void> {
  await stat(root).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? refuse("no-landing-folder", { folder: root, table: undefined }) : cannotRead(root)(error),
  );
}

async function pin(root: string, name: string): Promise<Pin> {
  const path = join(root, name);
  const stats = await stat(path, { bigint: true }).catch(cannotRead(path));
  if (!stats.isFile()) refuse("cannot-read", { path, reason: "it is not a file" });
  await access(path, constants.R_OK).catch(cannotRead(path));
  return { path, name, gz: name.endsWith(".gz"), size: stats.size, modified: stats.mtimeNs, changed: stats.ctimeNs, inode: stats.ino };
}

/** Makes sure that the files are still what was pinned, after they were read. Refuses with `landing-file-changed`. */
export async function checkUnchanged(pins: readonly Pin[]): Promise<void> {
  await inTurns(pins, async ({ path, size, modified, changed, inode }) => {
    const now = await stat(path, { bigint: true }).catch(() => refuse("landing-file-changed", { path }));
    const isSame = now.size === size && now.mtimeNs === modified && now.ctimeNs === changed && now.ino === inode;
    if (!isSame) refuse("landing-file-changed", { path });
  });
}

/** As the lake's history keeps it. */
export const pinRecord = ({ name, size, modified }: Pin): PinnedFile => ({
  path: name,
  size: Number(size),
  modified: new Date(Number(modified / 1_000_000n)).toISOString(),
});
