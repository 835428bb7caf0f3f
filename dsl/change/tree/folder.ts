import { readFileSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "../../diagnostics/diagnostic.ts";
import type { TreeFiles } from "./files.ts";

/** A generated tree that is a folder. */
export const folderFiles = (folder: string): TreeFiles => ({
  name: folder,
  read: (paths) =>
    new Map(
      paths.flatMap((path) => {
        const text = textOf(join(folder, path));
        return text === undefined ? [] : [[path, text] as const];
      }),
    ),
});

/** The text of a file; undefined when there is none. Refuses `cannot-read`. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? undefined : refuse("cannot-read", { path, reason: message });
  }
}
