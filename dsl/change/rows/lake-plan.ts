import type { LakePlan, SourcePlan, TablePlan } from "../../operations/lake.ts";
import { fromSteps } from "../../operations/steps.ts";
import type { Tree } from "../tree/tree.ts";

/** The plan of some tables of a generated tree and of all that they need, as the embedded engine runs it. */
export function lakePlanOf(tree: Tree, names: Iterable<string>): LakePlan {
  const plans = [...tree.plans(neededBy(tree, names)).values()];
  return {
    ...tree.zones,
    sources: plans.flatMap((plan): readonly SourcePlan[] => (plan.kind === "source" ? [plan] : [])),
    tables: plans.flatMap((plan): readonly TablePlan[] => (plan.kind === "table" ? [{ ...plan, relation: fromSteps(plan.steps) }] : [])),
  };
}

/** The tables with everything that they read, sorted. */
function neededBy({ tables }: Tree, names: Iterable<string>): readonly string[] {
  const needed = new Set<string>();
  const pending = [...names].filter((name) => tables.has(name));
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    pending.push(...(tables.get(name)?.reads ?? []));
  }
  return [...needed].sort();
}
