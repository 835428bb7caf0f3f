import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";

/** Writes every file beside its place before the first takes it, so that a full disk changes nothing. Refuses with `cannot-write`. */
export function replaceFiles(files: ReadonlyMap<string, string | Uint8Array>): void {
  const drafts = new Map<string, string>();
  const folders = new Set<string>();
  let writing = "";
  try {
    for (const [path, text] of files) {
      writing = path;
      const draft = join(dirname(path), `.${basename(path)}.${process.pid}.draft`);
      if (!folders.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
      folders.add(dirname(path));
      drafts.set(path, draft);
      writeFileSync(draft, text);
    }
    for (const [path, draft] of drafts) {
      writing = path;
      renameSync(draft, path);
      drafts.delete(path);
    }
  } catch (failure) {
    refuse("cannot-write", { path: writing, reason: (failure as Error).message });
  } finally {
    for (const draft of drafts.values()) rmSync(draft, { force: true });
  }
}
