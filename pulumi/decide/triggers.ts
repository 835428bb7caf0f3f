import type { LakeTable } from "../generated.ts";

/** When a table's job starts: at once, or when all of `after` have succeeded. */
export interface TriggerPlan {
  /** Or `lake`, for the job of the whole lake. */
  readonly table: string;
  /** Tables, sorted; sources need no job. */
  readonly after: readonly string[];
}

/** One trigger a table, from the dependency graph. */
export function triggersOf(tables: readonly LakeTable[]): readonly TriggerPlan[] {
  const made = new Set(tables.filter(({ kind }) => kind === "table").map(({ name }) => name));
  return tables
    .filter(({ kind }) => kind === "table")
    .map(({ name, reads }) => ({ table: name, after: reads.filter((read) => made.has(read)).sort() }));
}
