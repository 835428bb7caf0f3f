import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";

/** Writes every file beside its place before the first takes it, so that a full disk changes nothing. Refuses with `cannot-write`. */
export function replaceFiles(files: ReadonlyMap<string, string>): void {
  const draftOf = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.draft`);
  let writing = "";
  try {
    for (const [path, text] of files) {
      writing = path;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(draftOf(path), text);
    }
    for (const path of files.keys()) {
      writing = path;
      renameSync(draftOf(path), path);
    }
  } catch (failure) {
    refuse("cannot-write", { path: writing, reason: (failure as Error).message });
  } finally {
    for (const path of files.keys()) rmSync(draftOf(path), { force: true });
  }
}
