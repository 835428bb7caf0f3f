import type { PlanFile } from "../compiler/plan-file.ts";
import type { Origin } from "../operations/lineage.ts";
import type { Change } from "./change.ts";
import { type Compared, tablePlan } from "./compared.ts";
import { KINDS } from "./kinds/kinds.ts";
import { readOrder } from "./tree/differing.ts";
import type { Tree } from "./tree/tree.ts";

/** What a table that reads a changed one feels of it, though it may not have changed itself. */
export interface Felt {
  readonly table: string;
  /** Its rows may be others. */
  readonly rows: boolean;
  /** Columns whose values or types may be others. */
  readonly columns: readonly string[];
  /** The tables that it reads and through which that comes. */
  readonly through: readonly string[];
}

/** What has changed at a table: columns by name, and whether its rows have. */
interface Touched {
  readonly columns: Set<string>;
  rows: boolean;
}

/** The tables of the head that read, directly or through others, any of the tables. */
export function readersOf({ tables }: Tree, start: Iterable<string>): ReadonlySet<string> {
  const readers = new Map<string, string[]>();
  for (const { name, reads } of tables.values()) for (const read of reads) readers.set(read, [...(readers.get(read) ?? []), name]);
  const found = new Set<string>();
  const pending = [...start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop())
    for (const reader of readers.get(name) ?? []) {
      if (found.has(reader)) continue;
      found.add(reader);
      pending.push(reader);
    }
  return found;
}

/** Everything downstream of the changes, by column, in the order in which tables are made. */
export function downstreamOf(changes: readonly Change[], compared: readonly Compared[], head: Tree): readonly Felt[] {
  const touched = new Map<string, Touched>();
  const at = (table: string): Touched => {
    const known = touched.get(table) ?? { columns: new Set<string>(), rows: false };
    touched.set(table, known);
    return known;
  };
  // Who reads a new table has changed itself.
  const added = new Set(compared.flatMap((one) => (one.before === undefined ? [one.table] : [])));
  for (const { kind, table, column } of changes) {
    const { reaches } = KINDS[kind];
    if (table === null || reaches === undefined || added.has(table)) continue;
    if (reaches === "rows") at(table).rows = true;
    else if (column !== null) at(table).columns.add(column);
  }
  const names = readersOf(head, touched.keys());
  const plans = head.plans(names);
  const before = new Map(compared.map((one) => [one.table, tablePlan(one.before)]));
  return readOrder(head, names).flatMap((name): readonly Felt[] => {
    const own = feltBy([plans.get(name), before.get(name)], touched);
    if (own === undefined) return [];
    const now = at(name);
    now.rows ||= own.rows;
    for (const column of own.columns) now.columns.add(column);
    return [{ table: name, ...own }];
  });
}

/** What a table feels; what it read before counts too, for a column that is gone. */
function feltBy(plans: readonly (PlanFile | undefined)[], touched: ReadonlyMap<string, Touched>): Omit<Felt, "table"> | undefined {
  const columns = new Set<string>();
  const through = new Set<string>();
  let rows = false;
  const isTouched = ({ table, column }: Origin): boolean => {
    const is = touched.get(table)?.columns.has(column) ?? false;
    if (is) through.add(table);
    return is;
  };
  const [now] = plans;
  const existing = new Set(now?.columns.map(({ name }) => name));
  for (const plan of plans) {
    if (plan?.kind !== "table") continue;
    for (const [name, { from }] of Object.entries(plan.lineage.columns))
      if (existing.has(name) && from.filter(isTouched).length > 0) columns.add(name);
    if (plan.lineage.rows.filter(isTouched).length > 0) rows = true;
    for (const read of plan.reads)
      if (touched.get(read)?.rows) {
        through.add(read);
        rows = true;
      }
  }
  return rows || columns.size > 0 ? { rows, columns: [...columns], through: [...through].sort() } : undefined;
}
