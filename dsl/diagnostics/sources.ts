import { resolve } from "node:path";
import type { Diagnostic } from "./diagnostic.ts";
import { readSource } from "./source-text.ts";

/** The texts of the files that the diagnostics name, for `renderDiagnostics`. A file that cannot be read is left out. */
export function sourcesOf(diagnostics: readonly Diagnostic[], cwd: string): ReadonlyMap<string, string> {
  const files = new Set(diagnostics.flatMap((diagnostic) => [diagnostic.file, ...diagnostic.notes.map((note) => note.file)]));
  return new Map(
    [...files].flatMap((file) => {
      const text = file === null ? undefined : readSource(resolve(cwd, file));
      return file === null || text === undefined ? [] : [[file, text] as const];
    }),
  );
}
