import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { cannotRead } from "./failures.ts";

const DATA_FILE = /\.jsonl?(\.gz)?$/;
const isSkipped = (name: string): boolean => name.startsWith(".") || name.startsWith("_");

/**
 * The data files under a landing folder, relative to it with slashes, in the order of their code units: `*.json`,
 * `*.jsonl` and their `.gz`, at every depth. Files and folders whose names start with `.` or `_` are skipped, symbolic
 * links are followed. Refuses with `cannot-read`.
 */
export async function landingFiles(folder: string): Promise<readonly string[]> {
  const found = await filesUnder(folder, "", []);
  return found.sort((a, b) => (a < b ? -1 : 1));
}

async function filesUnder(root: string, folder: string, above: readonly string[]): Promise<string[]> {
  const path = join(root, folder);
  const real = await realpath(path).catch(cannotRead(path));
  if (above.includes(real)) refuse("cannot-read", { path, reason: "its symbolic links go in a circle" });
  const entries = await readdir(path, { withFileTypes: true }).catch(cannotRead(path));
  const found: string[] = [];
  for (const entry of entries) {
    if (isSkipped(entry.name)) continue;
    const relative = `${folder}${entry.name}`;
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToFolder(join(root, relative))))) {
      found.push(...(await filesUnder(root, `${relative}/`, [...above, real])));
    } else if (DATA_FILE.test(entry.name)) {
      found.push(relative);
    }
  }
  return found;
}

/** A link that leads nowhere is taken for a file, so that pinning it names it. */
const leadsToFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
