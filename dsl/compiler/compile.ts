import { relative } from "node:path";
import { wordsOf } from "../diagnostics/codes.ts";
import type { Diagnostic, Problem, Site } from "../diagnostics/diagnostic.ts";
import { type Place, placesUnder } from "../diagnostics/site.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { LakeProof } from "../proofs/proof.ts";
import { nothingRead, readAhead } from "../source/comments-ahead.ts";
import { assemble } from "./assemble.ts";
import { commentsOfDeclarations, commentsOfModules, isSelfContained } from "./comments.ts";
import { describeLake } from "./describe.ts";
import type { OnFiles } from "./emit.ts";
import type { Explained } from "./explain.ts";
import { loadTransforms } from "./load.ts";
import { madeCommentsOf } from "./made-comments.ts";
import { sha256 } from "./manifest.ts";
import { withOperators } from "./operator-problems.ts";
import { dependencyOrder } from "./order.ts";
import { problemsOfProof } from "./proof-problems.ts";
import { acknowledged, withReplacements } from "./replacements.ts";
import { valueProblems } from "./value-problems.ts";

export interface CompileOptions {
  /** The folder of the transforms. */
  readonly transforms: string;
  /** Where doc comments are kept between runs; it may be deleted at any time. */
  readonly cache: string;
  /** What messages name files relative to. */
  readonly cwd: string;
  /** What is wanted of the result; the files take about half of the time. Default: all but an explanation. */
  readonly wants?: "all" | "plan" | "files" | { readonly explain: string };
  /** Called before each file is run. */
  readonly onFile?: (file: string) => void;
  /** Called with each file outside of the folder, or that is not there, when it is imported by path. */
  readonly onImport?: (file: string) => void;
  /** Called when all files have run and nothing of the author's is left to run. */
  readonly onLoaded?: () => void;
  /** Gets the files, some at a time, as they are made; then there are none in the result. */
  readonly onFiles?: OnFiles;
  /** Called before the compiler's own stages, which may take a while for a large lake. */
  readonly onStage?: (stage: Stage) => void;
}

export type Stage = "describe" | "prove" | "emit";

export interface Compilation {
  /** How many sources and tables there are; 0 when there are errors. */
  readonly tables: number;
  /** Absent when there are errors or it is not wanted. */
  readonly plan?: LakePlan;
  /** What is proven of the plan; absent as the plan is. */
  readonly proof?: LakeProof;
  /** Of the name that was wanted; absent when there are errors. */
  readonly explained?: Explained;
  /** The generated files, path below the output folder to text; empty when there are errors, they are not wanted or were handed over. */
  readonly files: ReadonlyMap<string, string>;
  /** Where each source and table is declared; only when all is wanted. */
  readonly places?: ReadonlyMap<string, Place>;
  /** The SHA-256 of the manifest, when files are wanted, there is nothing to say, and the texts of the transforms alone decided it. */
  readonly decided?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The stages in order: load, assemble, describe, prove, emit. Refuses a missing folder, and a name to explain that there is not. */
export async function compile(options: CompileOptions): Promise<Compilation> {
  let commentsRead = nothingRead;
  const onFound = (files: readonly string[]): void => {
    commentsRead = readAhead(files, options.cache);
  };
  const loaded = await loadTransforms(options.transforms, { ...options, onFound });
  options.onLoaded?.();
  const assembled = assemble(loaded);
  const comments = await commentsOfModules(loaded, options.cache, await commentsRead());
  const mistakes = withOperators([...loaded.problems, ...assembled.problems], loaded, comments);
  if (mistakes.length === 0 && assembled.sites.size === 0)
    mistakes.push({ code: "no-transforms", parameters: { folder: relative(options.cwd, options.transforms) || "." } });
  if (hasError(mistakes)) return failed(await resolved(mistakes, loaded.root, options.cwd));
  const { wants = "all" } = options;
  options.onStage?.("describe");
  const tables = assembled.sites.size;
  const described = (): LakePlan =>
    describeLake(assembled.plan, commentsOfDeclarations(loaded, assembled.sites, comments), madeCommentsOf(loaded, comments));
  // Where a column comes from needs no proof, and the proofs of a large lake take seconds.
  if (typeof wants === "object" && wants.explain.includes(".")) {
    const { explained } = await import("./explain.ts");
    const diagnostics = await resolved(mistakes, loaded.root, options.cwd);
    return { tables, explained: explained(described(), wants.explain), files: new Map(), diagnostics };
  }
  options.onStage?.("prove");
  const { prove } = await import("../proofs/prove.ts");
  const proof = prove(assembled.plan, dependencyOrder(assembled.plan));
  const nodes = loaded.session.sites;
  const problems = [
    ...mistakes,
    ...valueProblems(assembled.plan, nodes),
    ...problemsOfProof(proof, assembled.plan, { declared: assembled.sites, zones: assembled.zoneSites, nodes }),
  ];
  const diagnostics = await resolved(problems, loaded.root, options.cwd);
  if (hasError(problems)) return failed(diagnostics);
  const plan = withReplacements(described(), acknowledged(loaded.root, options.cwd));
  if (typeof wants === "object") {
    const { explained } = await import("./explain.ts");
    return { tables, explained: explained(plan, wants.explain, proof), files: new Map(), diagnostics };
  }
  if (wants === "plan") return { tables, plan, proof, files: new Map(), diagnostics };
  options.onStage?.("emit");
  const { streamLake } = await import("./emit.ts");
  const files = new Map<string, string>();
  const keep: OnFiles = (made) => {
    for (const [path, text] of made) files.set(path, text);
  };
  const manifest = streamLake(plan, proof, options.onFiles ?? keep);
  if (wants === "all") return { tables, plan, proof, files, places: placesOf(assembled.sites, loaded.root), diagnostics };
  const decided = problems.length === 0 && isSelfContained(loaded, comments) ? { decided: sha256(manifest) } : {};
  return { tables, files, diagnostics, ...decided };
}

function placesOf(sites: ReadonlyMap<string, Site>, root: string): ReadonlyMap<string, Place> {
  const placeOf = placesUnder(root);
  return new Map(
    [...sites].flatMap(([name, site]): (readonly [string, Place])[] => {
      const place = placeOf(site);
      return place === undefined ? [] : [[name, place]];
    }),
  );
}

const failed = (diagnostics: readonly Diagnostic[]): Compilation => ({ tables: 0, files: new Map(), diagnostics });

const hasError = (problems: readonly Problem[]): boolean =>
  problems.some(({ code, parameters }) => wordsOf(code, parameters).severity === "error");

/** Messages need the syntax tree of the author's file, and that library is slow to import. */
async function resolved(problems: readonly Problem[], root: string, cwd: string): Promise<readonly Diagnostic[]> {
  if (problems.length === 0) return [];
  const { resolveProblems } = await import("../source/resolve.ts");
  return resolveProblems(problems, root, cwd);
}
