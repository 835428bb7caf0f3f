import type { Dirent } from "node:fs";
import { readdir, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesOf } from "./commit.ts";
import { DATA, isRunFile, isUnfinished, isWorkFolder, QUARANTINE } from "./layout.ts";
import { readHistory } from "./version.ts";

/** Paths are relative to the lake folder and have slashes. */
export interface Leftovers {
  readonly removed: readonly { readonly path: string; readonly bytes: number }[];
  /** How many files of versions stay, and of runs that are too young. */
  readonly kept: number;
}

/** Removes what no kept version names. Only for who holds the lock. What cannot be removed now is left to the next run. */
export const removeLeftovers = async (lake: string): Promise<void> => {
  await remove(lake, await survey(lake));
};

/**
 * What no kept version names and is at least so many hours old: files of older versions, and what a killed or failed run
 * left. Only for who holds the lock. Refuses when the versions cannot be read.
 */
export async function survey(lake: string, hours = 0): Promise<Leftovers> {
  const history = await readHistory(lake);
  const versions = history === undefined ? [] : [history.current, ...history.earlier];
  const named = new Set(versions.flatMap(filesOf));
  const removed: { readonly path: string; readonly bytes: number }[] = [];
  let kept = 0;
  for (const path of await ownFiles(lake)) {
    const found = named.has(path) ? undefined : await stat(join(lake, path)).catch(() => undefined);
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
  for (const { name } of await entriesOf(lake)) {
    if (isWorkFolder(name) || name === DATA || name === QUARANTINE) await removeEmpty(lake, name);
  }
  return failed;
}

/** The files of runs: data, bad lines, and what is there only while a run goes on. */
async function ownFiles(lake: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { name } of await entriesOf(lake)) {
    if (isUnfinished(name)) files.push(name);
    if (isWorkFolder(name)) files.push(...(await filesBelow(lake, name)));
    if (name === DATA || name === QUARANTINE)
      files.push(...(await filesBelow(lake, name)).filter((path) => isRunFile(path.split("/").at(-1) ?? "")));
  }
  return files;
}

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
