import type { Dirent } from "node:fs";
import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { filesOf } from "./commit.ts";
import { DATA, isRunFile, isUnfinished, isWorkFolder, QUARANTINE } from "./layout.ts";
import { readHistory } from "./version.ts";

/**
 * Removes what no kept version names: files of older versions, and what a killed or failed run left. Only for who holds
 * the lock. What cannot be removed now is left to the next run. Refuses, and removes nothing, when the versions cannot
 * be read.
 */
export async function removeLeftovers(lake: string): Promise<void> {
  const history = await readHistory(lake);
  const versions = history === undefined ? [] : [history.current, ...history.earlier];
  const named = new Set(versions.flatMap(filesOf));
  for (const { name } of await entriesOf(lake)) {
    if (isWorkFolder(name) || isUnfinished(name)) await rm(join(lake, name), { recursive: true, force: true }).catch(() => {});
  }
  for (const folder of [DATA, QUARANTINE]) await removeUnnamed(lake, folder, named);
}

/** Removes unnamed run files under a folder, and the folders that are empty then. */
async function removeUnnamed(lake: string, folder: string, named: ReadonlySet<string>): Promise<void> {
  for (const entry of await entriesOf(join(lake, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      await removeUnnamed(lake, path, named);
      await rmdir(join(lake, path)).catch(() => {});
    } else if (isRunFile(entry.name) && !named.has(path)) {
      await rm(join(lake, path), { force: true }).catch(() => {});
    }
  }
}

const entriesOf = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(() => []);
