import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { LandingFile } from "../backends/duckdb/landing.ts";
import { type Problem, Refusal, refuse } from "../diagnostics/diagnostic.ts";
import { type Found, type FoundFile, findLanding, type Refused } from "../landing/find.ts";
import type { SourcePlan } from "../operations/lake.ts";
import { cannotRead } from "./failures.ts";
import { inTurns } from "./in-turns.ts";
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

/** What of one source a run reads, and the names of the files there that it passes over. */
export interface PinnedSource {
  readonly files: readonly Pin[];
  readonly passedOver: readonly string[];
}

/** By the name of the source. */
export type Pins = ReadonlyMap<string, PinnedSource>;

/**
 * Settles which files the run reads, by the rule for landing files. Refuses, all sources at once, with
 * `no-landing-folder`, `no-landing-files`, `landing-file-refused`, `landing-file-broken`, and `cannot-read` for a file or
 * folder that cannot be opened.
 */
export async function pinLanding(landing: string, sources: readonly SourcePlan[]): Promise<Pins> {
  const root = resolve(landing);
  if (sources.length > 0) await checkRoot(root);
  const pins = new Map<string, PinnedSource>();
  const problems: Problem[] = [];
  for (const source of sources) {
    const found = await findLanding(root, source.path);
    problems.push(...(found === undefined ? [noFolder(root, source)] : problemsOf(found, join(root, source.path), source)));
    if (found !== undefined) pins.set(source.name, { files: found.files.map(pinOf), passedOver: found.passedOver });
  }
  if (problems.length > 0) throw new Refusal(problems);
  return pins;
}

const noFolder = (root: string, { path, name }: SourcePlan): Problem => ({
  code: "no-landing-folder",
  parameters: { folder: join(root, path), table: name },
});

/** Why a source cannot be read from what was found in its folder, which is a path or an address. */
export function problemsOf(
  { files, passedOver, refused }: Omit<Found, "files"> & { readonly files: readonly unknown[] },
  folder: string,
  source: SourcePlan,
): readonly Problem[] {
  if (refused.length > 0) return refused.map(problemOf);
  return files.length > 0 ? [] : [{ code: "no-landing-files", parameters: { folder, table: source.name, passedOver } }];
}

export function problemOf({ kind, path, reason, instead }: Refused): Problem {
  if (kind === "refused") return { code: "landing-file-refused", parameters: { path, reason, instead } };
  return { code: kind === "broken" ? "landing-file-broken" : "cannot-read", parameters: { path, reason } };
}

async function checkRoot(root: string): Promise<void> {
  const stats = await stat(root).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? refuse("no-landing-folder", { folder: root, table: undefined }) : cannotRead(root)(error),
  );
  if (!stats.isDirectory()) refuse("cannot-read", { path: root, reason: "it is not a folder" });
}

export const pinOf = ({ path, name, gz, stats }: FoundFile): Pin => ({
  path,
  name,
  gz,
  size: stats.size,
  modified: stats.mtimeNs,
  changed: stats.ctimeNs,
  inode: stats.ino,
});

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
