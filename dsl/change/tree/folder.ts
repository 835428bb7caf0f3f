import { join } from "node:path";
import { textOf } from "../../source/regular-file.ts";
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
