import { dependencyOrder } from "../compiler/order.ts";
import { refuse } from "../diagnostics/diagnostic.ts";
import type { LakePlan, SourcePlan, TablePlan } from "../operations/lake.ts";
import { tablesRead } from "../operations/steps.ts";

/** What a run makes, in dependency order, sources first. */
export interface Chosen {
  readonly sources: readonly SourcePlan[];
  readonly tables: readonly TablePlan[];
}

/** All of the plan, or one source or table with everything that it needs. Refuses with `unknown-table` or `table-cycle`. */
export function choose(plan: LakePlan, only: string | undefined): Chosen {
  const order = dependencyOrder(plan);
  const tables = new Map(plan.tables.map((table) => [table.name, table]));
  if (only !== undefined && !order.includes(only)) refuse("unknown-table", { table: only, existing: order });
  const wanted = only === undefined ? new Set(order) : neededBy(only, tables);
  return {
    sources: plan.sources.filter(({ name }) => wanted.has(name)),
    tables: order.filter((name) => wanted.has(name)).flatMap((name) => tables.get(name) ?? []),
  };
}

function neededBy(only: string, tables: ReadonlyMap<string, TablePlan>): ReadonlySet<string> {
  const needed = new Set([only]);
  // A set's loop also reaches what is added during it.
  for (const name of needed) {
    const table = tables.get(name);
    for (const read of table === undefined ? [] : tablesRead(table.relation)) needed.add(read);
  }
  return needed;
}
