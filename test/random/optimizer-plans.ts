import type { RelationNode } from "../../dsl/operations/relation.ts";
import { conditionOnOneColumn } from "./one-column.ts";
import { type RandomTable, randomRelation, randomTables } from "./relations.ts";
import { Rng } from "./rng.ts";

/** Some columns have one value only, or none: from the statistics of such a file an optimizer decides the most. */
const ONE_VALUE = 0.4;

/** So many seeds in a row read the same files: to write them takes longer than to read. */
const PLANS_OF_TABLES = 10;

/** The tables that the plan of a seed reads, and whether the seed before read others. */
export const tablesInFiles = (seed: number): { readonly tables: readonly RandomTable[]; readonly isNew: boolean } => ({
  tables: randomTables(new Rng(Math.floor(seed / PLANS_OF_TABLES)), ONE_VALUE),
  isNew: seed % PLANS_OF_TABLES === 0,
});

/** A filter right above a file, conditions as columns of it, or a plan of any kind. */
export function planOverFiles(seed: number, tables: readonly RandomTable[]): RelationNode {
  const rng = new Rng(seed);
  if (rng.chance(0.3)) return randomRelation(rng, tables, 1 + rng.below(3), conditionOnOneColumn);
  const { name, columns } = rng.pick(tables);
  const where = conditionOnOneColumn(rng, columns, 2);
  const filter: RelationNode = { op: "filter", input: { op: "read", table: name, columns }, where };
  if (rng.chance(0.6)) return filter;
  const made = Array.from({ length: 1 + rng.below(2) }, (_, i) => ({
    name: `made_${i}`,
    expression: conditionOnOneColumn(rng, columns, 2),
  }));
  return { op: "derive", input: rng.chance(0.5) ? filter : filter.input, columns: made };
}
