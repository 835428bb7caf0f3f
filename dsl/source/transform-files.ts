import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { NOT_A_FILE } from "./regular-file.ts";

/**
 * Every `.ts` file below the folder, sorted; type declarations, tests, and names that start with `.` or `_` are none. Refuses with
 * `cannot-read` what is named like one and would make whoever reads it wait.
 */
export function transformFiles(root: string): readonly string[] {
  const files: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (/^[._]/.test(entry.name) || entry.name === "node_modules") continue;
      if (entry.isDirectory()) visit(path);
      else if (/(?<!\.d|\.test)\.ts$/.test(entry.name)) {
        const found = entry.isFile() ? entry : statSync(path, { throwIfNoEntry: false });
        if (found !== undefined && !found.isFile() && !found.isDirectory()) refuse("cannot-read", { path, reason: NOT_A_FILE });
        files.push(path);
      }
    }
  };
  visit(root);
  return files.sort((a, b) => (a < b ? -1 : 1));
}
