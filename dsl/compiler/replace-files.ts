import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";

/** Files that are written, but not in their places yet. */
export interface Drafts {
  /** Writes a file beside its place. Refuses with `cannot-write`. */
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** Every draft takes its place, in the order in which they were written. Refuses with `cannot-write`. */
  readonly keep: () => void;
  /** Removes what has not taken its place. */
  readonly discard: () => void;
}

export function beginDrafts(): Drafts {
  const drafts = new Map<string, string>();
  const folders = new Set<string>();
  const trying = (path: string, work: () => void): void => {
    try {
      work();
    } catch (failure) {
      refuse("cannot-write", { path, reason: (failure as Error).message });
    }
  };
  return {
    write: (path, content) =>
      trying(path, () => {
        const folder = dirname(path);
        const draft = join(folder, `.${basename(path)}.${process.pid}.draft`);
        if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
        folders.add(folder);
        drafts.set(path, draft);
        // Whatever is there of this name, a link too, is not written through.
        rmSync(draft, { force: true });
        writeFileSync(draft, content, { flag: "wx" });
      }),
    keep: () => {
      for (const [path, draft] of drafts) {
        trying(path, () => renameSync(draft, path));
        drafts.delete(path);
      }
    },
    discard: () => {
      for (const draft of drafts.values()) rmSync(draft, { force: true });
    },
  };
}

/** Writes every file beside its place before the first takes it, so that a full disk changes nothing. Refuses with `cannot-write`. */
export function replaceFiles(files: ReadonlyMap<string, string | Uint8Array>): void {
  const drafts = beginDrafts();
  try {
    for (const [path, content] of files) drafts.write(path, content);
    drafts.keep();
  } finally {
    drafts.discard();
  }
}
