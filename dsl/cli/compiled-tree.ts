import type { TreeFiles } from "../change/tree/files.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { compiledFiles } from "./compiled.ts";

/** What transforms compile to now. */
export interface CompiledTree {
  /** Undefined where they do not compile. */
  readonly files: TreeFiles | undefined;
  /** The paths in the folder of the generated files that are not that: other texts, missing, or left from before. */
  readonly outdated: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles transforms and compares the result with the folder of the generated files. Writes nothing. */
export async function compiledTree(transforms: string, out: string, signal?: AbortSignal): Promise<CompiledTree> {
  const { tables, files, diagnostics, intact } = await compiledFiles(transforms, out, { signal });
  if (tables === 0) return { files: undefined, outdated: [], diagnostics };
  const { staleFiles, strayFiles } = await import("../compiler/write.ts");
  const { folderFiles } = await import("../change/tree/folder.ts");
  const { heldFiles } = await import("../change/tree/files.ts");
  const problems = intact === undefined ? staleFiles(out, files) : strayFiles(out, intact);
  return {
    files: intact === undefined ? heldFiles(out, files) : folderFiles(out),
    outdated: problems.flatMap(({ code, parameters }) => (code === "generated-stale" ? [(parameters as { path: string }).path] : [])),
    diagnostics,
  };
}
