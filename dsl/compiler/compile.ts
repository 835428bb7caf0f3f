import { relative } from "node:path";
import { wordsOf } from "../diagnostics/codes.ts";
import type { Diagnostic, Problem } from "../diagnostics/diagnostic.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { prove } from "../proofs/prove.ts";
import { assemble } from "./assemble.ts";
import { commentsOfDeclarations } from "./comments.ts";
import { describeLake } from "./describe.ts";
import { emitLake } from "./emit.ts";
import { loadTransforms } from "./load.ts";
import { dependencyOrder } from "./order.ts";
import { problemsOfProof } from "./proof-problems.ts";

export interface CompileOptions {
  /** The folder of the transforms. */
  readonly transforms: string;
  /** Where doc comments are kept between runs; it may be deleted at any time. */
  readonly cache: string;
  /** What messages name files relative to. */
  readonly cwd: string;
  /** Whether the generated files are wanted, which take about half of the time. Default true. */
  readonly emit?: boolean;
  /** Called before each file is run. */
  readonly onFile?: (file: string) => void;
  /** Called with each file outside of the folder, or that is not there, when it is imported by path. */
  readonly onImport?: (file: string) => void;
  /** Called when all files have run and nothing of the author's is left to run. */
  readonly onLoaded?: () => void;
  /** Called before the compiler's own stages, which may take a while for a large lake. */
  readonly onStage?: (stage: Stage) => void;
}

export type Stage = "prove" | "describe" | "emit";

export interface Compilation {
  /** Absent when there are errors. */
  readonly plan?: LakePlan;
  /** What is proven of the plan; absent when there are errors. */
  readonly proof?: LakeProof;
  /** The generated files, path below the output folder to text; empty when there are errors or they are not wanted. */
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The stages in order: load, assemble, prove, describe, emit. Refuses a missing folder. */
export async function compile(options: CompileOptions): Promise<Compilation> {
  const loaded = await loadTransforms(options.transforms, options);
  options.onLoaded?.();
  const assembled = assemble(loaded);
  const mistakes = [...loaded.problems, ...assembled.problems];
  if (mistakes.length === 0 && assembled.sites.size === 0)
    mistakes.push({ code: "no-transforms", parameters: { folder: relative(options.cwd, options.transforms) || "." } });
  if (hasError(mistakes)) return { files: new Map(), diagnostics: await resolved(mistakes, loaded.root, options.cwd) };
  options.onStage?.("prove");
  const proof = prove(assembled.plan, dependencyOrder(assembled.plan));
  const nodes = loaded.session.sites;
  const problems = [
    ...mistakes,
    ...problemsOfProof(proof, assembled.plan, { declared: assembled.sites, zones: assembled.zoneSites, nodes }),
  ];
  const diagnostics = await resolved(problems, loaded.root, options.cwd);
  if (hasError(problems)) return { files: new Map(), diagnostics };
  options.onStage?.("describe");
  const comments = await commentsOfDeclarations(loaded, assembled.sites, options.cache);
  const plan = describeLake(assembled.plan, comments);
  if (options.emit === false) return { plan, proof, files: new Map(), diagnostics };
  options.onStage?.("emit");
  return { plan, proof, files: emitLake(plan, proof), diagnostics };
}

const hasError = (problems: readonly Problem[]): boolean =>
  problems.some(({ code, parameters }) => wordsOf(code, parameters).severity === "error");

/** Messages need the syntax tree of the author's file, and that library is slow to import. */
async function resolved(problems: readonly Problem[], root: string, cwd: string): Promise<readonly Diagnostic[]> {
  if (problems.length === 0) return [];
  const { resolveProblems } = await import("../source/resolve.ts");
  return resolveProblems(problems, root, cwd);
}
