import { refuse } from "../diagnostics/diagnostic.ts";
import type { LakePlan } from "../operations/lake.ts";
import { tablesRead } from "../operations/steps.ts";

/** The names of all sources and tables such that each stands after what it reads; ties go by name. Refuses a cycle. */
export function dependencyOrder(plan: Pick<LakePlan, "sources" | "tables">): readonly string[] {
  const reads = new Map<string, readonly string[]>([
    ...plan.sources.map(({ name }) => [name, []] as const),
    ...plan.tables.map(({ name, relation }) => [name, tablesRead(relation)] as const),
  ]);
  const order = new Set<string>();
  const visit = (start: string): void => {
    const path = [start];
    for (let name = path.at(-1); name !== undefined; name = path.at(-1)) {
      const next = (reads.get(name) ?? []).find((read) => !order.has(read));
      if (next === undefined) {
        order.add(name);
        path.pop();
      } else if (path.includes(next)) {
        refuse("table-cycle", { path: [...path.slice(path.indexOf(next)), next] });
      } else {
        path.push(next);
      }
    }
  };
  for (const { name } of plan.sources) visit(name);
  for (const { name } of plan.tables) visit(name);
  return [...order];
}
