import { registerHooks } from "node:module";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Session } from "../authoring/session.ts";
import { assemble } from "../compiler/assemble.ts";
import { loadTransforms } from "../compiler/load.ts";
import { dependencyOrder } from "../compiler/order.ts";
import { problemsOfProof } from "../compiler/proof-problems.ts";
import type { Problem, Site } from "../diagnostics/diagnostic.ts";
import { framesOf, type Place } from "../diagnostics/site.ts";
import type { LakePlan } from "../operations/lake.ts";
import { prove } from "../proofs/prove.ts";

/** What the transforms declare, with the calls that declared it, and what is wrong with it or not proven. */
export interface Observed {
  /** The folder of the transforms, without symbolic links. */
  readonly root: string;
  readonly files: readonly string[];
  readonly plan: LakePlan;
  readonly session: Session;
  /** Mistakes; with any, the plan is not whole. */
  readonly mistakes: readonly Problem[];
  /** What is not proven of a whole plan. */
  readonly unproven: readonly Problem[];
  /** The author's calls that led to a site, innermost first. */
  readonly callsTo: (site: Site) => readonly Place[];
}

/** How many calls deep a macro may stand. */
const DEEPEST = 100;

/** Runs the transforms in this thread; `texts` stand in the place of files, and what is printed goes to stderr. Refuses a missing folder. */
export async function observe(folder: string, texts: ReadonlyMap<string, string> = new Map()): Promise<Observed> {
  const hooks = registerHooks({
    load: (url, context, next) => {
      const text = url.startsWith("file:") ? texts.get(fileURLToPath(url)) : undefined;
      return text === undefined ? next(url, context) : { format: "module-typescript", source: text, shortCircuit: true };
    },
  });
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEEPEST;
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  try {
    const loaded = await loadTransforms(folder);
    const { plan, problems, sites, zoneSites } = assemble(loaded);
    const { root, files, session } = loaded;
    const mistakes = [...loaded.problems, ...problems];
    const unproven =
      mistakes.length > 0
        ? []
        : problemsOfProof(prove(plan, dependencyOrder(plan)), plan, { declared: sites, zones: zoneSites, nodes: session.sites });
    const callsTo = (site: Site): readonly Place[] => framesOf(site).filter(({ file }) => file.startsWith(`${root}${sep}`));
    return { root, files, plan, session, mistakes, unproven, callsTo };
  } finally {
    process.stdout.write = write;
    Error.stackTraceLimit = limit;
    hooks.deregister();
  }
}
