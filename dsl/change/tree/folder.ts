import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Refusal, refuse } from "../../diagnostics/diagnostic.ts";
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
    // A FIFO would make us wait, a device would have no end.
    const stats = statSync(path);
    if (!stats.isFile() && !stats.isDirectory()) refuse("cannot-read", { path, reason: "it is not a file" });
    return readFileSync(path, "utf8");
  } catch (failure) {
    if (failure instanceof Refusal) throw failure;
    const { code, message } = failure as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? undefined : refuse("cannot-read", { path, reason: message });
  }
}
