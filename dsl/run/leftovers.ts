import type { Dirent } from "node:fs";
import { lstat, readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Access, tighten } from "./access.ts";
import { filesOf } from "./commit.ts";
import { CURRENT, DATA, failedRunOf, isOlderThan, isRunFile, isUnfinished, isWorkFolder, LOCK, MARKER, QUARANTINE } from "./layout.ts";
import { type LakeHistory, readHistory } from "./version.ts";

/** Paths are relative to the lake folder and have slashes. */
export interface Leftovers {
  readonly removed: readonly { readonly path: string; readonly bytes: number }[];
  /** How many files of versions stay, and of runs that are too young. */
  readonly kept: number;
}

/** Removes what no kept version names. Only for who holds the lock. What cannot be removed now is left to the next run. */
export const removeLeftovers = async (lake: string, quarantineDays: number): Promise<void> => {
  await remove(lake, await survey(lake, await readHistory(lake), { hours: 0, quarantineDays }));
};

export interface Ages {
  /** What no version names stays while it is younger. */
  readonly hours: number;
  /** Bad records of failed runs stay while they are younger. */
  readonly quarantineDays: number;
}

/**
 * What none of the versions names and is old enough: files of older versions, bad records of failed runs, and what a killed
 * or failed run left. Only for who holds the lock.
 */
export async function survey(lake: string, history: LakeHistory | undefined, { hours, quarantineDays }: Ages): Promise<Leftovers> {
  const versions = history === undefined ? [] : [history.current, ...history.earlier];
  const named = new Set(versions.flatMap(filesOf));
  const removed: { readonly path: string; readonly bytes: number }[] = [];
  let kept = 0;
  for (const path of await ownFiles(lake)) {
    const failed = failedRunOf(nameOf(path));
    const isNeeded = failed === undefined ? named.has(path) : !isOlderThan(failed, quarantineDays);
    const found = isNeeded ? undefined : await lstat(join(lake, path)).catch(() => undefined);
    if (found !== undefined && found.mtimeMs <= Date.now() - hours * 3_600_000) removed.push({ path, bytes: found.size });
    else kept += 1;
  }
  return { removed, kept };
}

/** Removes these files, and the folders that are empty then. Gives the first file that could not be removed, and why. */
export async function remove(
  lake: string,
  { removed }: Leftovers,
): Promise<{ readonly path: string; readonly error: unknown } | undefined> {
  let failed: { readonly path: string; readonly error: unknown } | undefined;
  for (const { path } of removed)
    await rm(join(lake, path), { force: true }).catch((error: unknown) => {
      failed ??= { path, error };
    });
  for (const folder of await ownFolders(lake)) await removeEmpty(lake, folder);
  return failed;
}

/**
 * Gives the lake folder and all that runs have put there the rights of `access`. Links are not followed, and what no run
 * has made is left as it is. Only for who holds the lock. Refuses with `cannot-write`.
 */
export async function tightenLake(lake: string, access: Access): Promise<void> {
  await tighten(lake, access);
  for (const name of [MARKER, CURRENT, LOCK]) await tighten(join(lake, name), access);
  const folders = new Set<string>();
  for (const path of await ownFiles(lake)) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) folders.add(folder);
    await tighten(join(lake, path), access);
  }
  for (const folder of folders) await tighten(join(lake, folder), access);
}

/** The files of runs: data, bad records, and what is there only while a run goes on. */
async function ownFiles(lake: string): Promise<readonly string[]> {
  const files = (await entriesOf(lake)).map(({ name }) => name).filter(isUnfinished);
  for (const folder of await ownFolders(lake)) {
    const below = await filesBelow(lake, folder);
    files.push(
      ...(isWorkFolder(folder) ? below : below.filter((path) => isRunFile(nameOf(path)) || failedRunOf(nameOf(path)) !== undefined)),
    );
  }
  return files;
}

/** The folders that runs put files into. A link of such a name is none: what is behind it may be another's. */
const ownFolders = async (lake: string): Promise<readonly string[]> =>
  (await entriesOf(lake))
    .filter((entry) => entry.isDirectory() && (isWorkFolder(entry.name) || entry.name === DATA || entry.name === QUARANTINE))
    .map(({ name }) => name);

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

async function filesBelow(lake: string, folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await entriesOf(join(lake, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesBelow(lake, path)));
    else files.push(path);
  }
  return files.sort();
}

async function removeEmpty(lake: string, folder: string): Promise<void> {
  for (const entry of await entriesOf(join(lake, folder))) if (entry.isDirectory()) await removeEmpty(lake, `${folder}/${entry.name}`);
  await rmdir(join(lake, folder)).catch(() => {});
}

const entriesOf = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(() => []);
