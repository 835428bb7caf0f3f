import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const root = mkdtempSync(join(realpathSync(tmpdir()), "sluice-cli-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;

/** A new empty folder, which goes when the tests of the file have ended. */
export function newFolder(name = ""): string {
  const folder = join(root, `${++made}${name}`);
  mkdirSync(folder);
  return folder;
}

/** Files by their path below a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The same files with their paths below a folder. */
export const under = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));

/** Writes files below a folder and gives the folder. */
export function put(folder: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The text of every file below a folder. */
export function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}

/** The paths whose text differs, or that only one of the two has. */
export function differing(before: Files, after: Files): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => before[path] !== after[path]).sort();
}
