import { dependencyOrder } from "../compiler/order.ts";
import type { LakePlan } from "../operations/lake.ts";
import { tablesRead } from "../operations/steps.ts";

/** The names of the zones as data flows: landing first, then by how far each one's nearest table is from the sources. */
export function zoneOrder(plan: LakePlan): readonly string[] {
  const depths = depthsOf(plan);
  const depthOfZone = (zone: string): number =>
    plan.tables.reduce((least, table) => (table.zone === zone ? Math.min(least, depths.get(table.name) ?? 0) : least), Number.MAX_VALUE);
  const zones = plan.zones.map(({ name }) => ({ name, depth: depthOfZone(name) }));
  return ["landing", ...zones.sort((a, b) => a.depth - b.depth).map(({ name }) => name)];
}

/** How many tables lie between each source or table and the sources, on the longest way. */
function depthsOf(plan: LakePlan): ReadonlyMap<string, number> {
  const reads = new Map(plan.tables.map(({ name, relation }) => [name, tablesRead(relation)]));
  const depths = new Map<string, number>();
  for (const name of dependencyOrder(plan)) {
    const below = (reads.get(name) ?? []).map((read) => (depths.get(read) ?? 0) + 1);
    depths.set(
      name,
      below.reduce((most, depth) => Math.max(most, depth), 0),
    );
  }
  return depths;
}
