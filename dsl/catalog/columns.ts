import type { LakePlan, SourcePlan, TablePlan } from "../operations/lake.ts";
import type { Lineage } from "../operations/lineage.ts";
import { lineageOfRelation } from "../operations/rules.ts";
import type { TableProof } from "../proofs/proof.ts";
import { typeName } from "../schema/column-type.ts";
import { ownValue } from "../schema/own-value.ts";
import { rowCheckWords } from "../schema/row-check-words.ts";
import type { CatalogColumn, ColumnName } from "./catalog.ts";
import { reasonsOf, type Telling } from "./claims.ts";

/** Of every table: where each column comes from, and which columns decide what rows there are. */
export const lineagesOf = ({ tables }: LakePlan): ReadonlyMap<string, Lineage> =>
  new Map(tables.map(({ name, relation }) => [name, lineageOfRelation(relation)]));

/** Table to column to the columns of sources that it goes back to. */
export type Origins = ReadonlyMap<string, ReadonlyMap<string, readonly ColumnName[]>>;

/** `order` has every table after what it reads. */
export function originsOf(plan: LakePlan, lineages: ReadonlyMap<string, Lineage>, order: readonly string[]): Origins {
  const origins = new Map<string, ReadonlyMap<string, readonly ColumnName[]>>();
  for (const { name, columns } of plan.sources)
    origins.set(name, new Map(columns.map((column) => [column.name, [{ table: name, column: column.name }]])));
  for (const name of order) {
    const lineage = lineages.get(name);
    if (lineage === undefined) continue;
    const merged = [...lineage.columns].map(([column, { from }]) => {
      const roots = from.flatMap((origin) => origins.get(origin.table)?.get(origin.column) ?? []);
      return [column, distinct(roots)] as const;
    });
    origins.set(name, new Map(merged));
  }
  return origins;
}

function distinct(names: readonly ColumnName[]): readonly ColumnName[] {
  if (names.length < 2) return names;
  const byName = new Map(names.map((name) => [`${name.table}.${name.column}`, name]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

export const sourceColumns = ({ name, columns }: SourcePlan): readonly CatalogColumn[] =>
  columns.map((column) => ({
    ...shown(column),
    personal: column.personal === undefined ? [] : [column.personal],
    from: [],
    expression: null,
    origins: [{ table: name, column: column.name }],
    notNull: [],
    checks: column.checks.map(rowCheckWords),
  }));

interface Shown {
  readonly lineage: Lineage;
  readonly origins: Origins;
  readonly proof: TableProof | undefined;
  readonly telling: Telling;
}

export const tableColumns = ({ name, columns }: TablePlan, { lineage, origins, proof, telling }: Shown): readonly CatalogColumn[] =>
  columns.map((column) => {
    const made = lineage.columns.get(column.name);
    const because = proof?.notNull.find((one) => one.column === column.name)?.because ?? [];
    return {
      ...shown(column),
      personal: proof === undefined ? [] : (ownValue(proof.personal.columns, column.name) ?? []),
      from: (made?.from ?? []).map(({ table, column: origin, how }) => ({ table, column: origin, how })),
      expression: made?.expression ?? null,
      origins: origins.get(name)?.get(column.name) ?? [],
      notNull: reasonsOf(because, telling),
      checks: [],
    };
  });

const shown = ({ name, type, nullable, description }: TablePlan["columns"][number]) => ({
  name,
  type: typeName(type),
  nullable,
  description: description ?? null,
});
