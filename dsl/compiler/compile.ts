import { relative } from "node:path";
import { wordsOf } from "../diagnostics/codes.ts";
import type { Diagnostic, Problem } from "../diagnostics/diagnostic.ts";
import type { LakePlan } from "../operations/lake.ts";
import { assemble } from "./assemble.ts";
import { commentsOfDeclarations } from "./comments.ts";
import { describeLake } from "./describe.ts";
import { emitLake } from "./emit.ts";
import { loadTransforms } from "./load.ts";

export interface CompileOptions {
  /** The folder of the transforms. */
  readonly transforms: string;
  /** Where doc comments are kept between runs; it may be deleted at any time. */
  readonly cache: string;
  /** What messages name files relative to. */
  readonly cwd: string;
  /** Called before each file is run. */
  readonly onFile?: (file: string) => void;
  /** Called when all files have run and nothing of the author's is left to run. */
  readonly onLoaded?: () => void;
}

export interface Compilation {
  /** Absent when there are errors. */
  readonly plan?: LakePlan;
  /** The generated files, path below the output folder to text; empty when there are errors. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The stages in order: load, assemble, describe, emit. Refuses a missing folder. */
export async function compile(options: CompileOptions): Promise<Compilation> {
  const loaded = await loadTransforms(options.transforms, options.onFile);
  options.onLoaded?.();
  const assembled = assemble(loaded);
  const problems = [...loaded.problems, ...assembled.problems];
  if (problems.length === 0 && assembled.sites.size === 0)
    problems.push({ code: "no-transforms", parameters: { folder: relative(options.cwd, options.transforms) || "." } });
  const diagnostics = await resolved(problems, loaded.root, options.cwd);
  if (problems.some(({ code, parameters }) => wordsOf(code, parameters).severity === "error")) return { files: new Map(), diagnostics };
  const comments = await commentsOfDeclarations(loaded, assembled.sites, options.cache);
  const plan = describeLake(assembled.plan, comments);
  return { plan, files: emitLake(plan), diagnostics };
}

/** Messages need the syntax tree of the author's file, and that library is slow to import. */
async function resolved(problems: readonly Problem[], root: string, cwd: string): Promise<readonly Diagnostic[]> {
  if (problems.length === 0) return [];
  const { resolveProblems } = await import("../source/resolve.ts");
  return resolveProblems(problems, root, cwd);
}
