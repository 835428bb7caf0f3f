import type { LakePlan } from "../../../dsl/operations/lake.ts";
import type { RelationNode } from "../../../dsl/operations/relation.ts";
import { type Database, type Derivation, type Result, run } from "./run.ts";

export interface LakeRun {
  readonly rows: (table: string) => readonly Result[];
  readonly matches: (table: string) => ReadonlyMap<RelationNode, readonly number[]>;
}

/** Fills every table. Paths through a table begin with its name. */
export function runLake(lake: LakePlan, order: readonly string[], database: Database): LakeRun {
  const tables = new Map(lake.tables.map((table) => [table.name, table]));
  const runs = new Map<string, ReturnType<typeof run>>();
  const read = (name: string): readonly Result[] => {
    const rows = database[name];
    if (rows !== undefined)
      return rows.map((row, index): Result => ({ row, id: `${name}${index}`, derivations: [new Map([[name, { source: name, index }]])] }));
    return (runs.get(name)?.results ?? []).map((result) => ({
      ...result,
      derivations: result.derivations.map(
        (derivation): Derivation => new Map([...derivation].map(([path, origin]) => [`${name}/${path}`, origin])),
      ),
    }));
  };
  for (const name of order) {
    const table = tables.get(name);
    if (table !== undefined) runs.set(name, run(table.relation, read));
  }
  return {
    rows: (name) => runs.get(name)?.results ?? database[name]?.map((row, i) => ({ row, id: `${i}`, derivations: [] })) ?? [],
    matches: (name) => runs.get(name)?.matches ?? new Map(),
  };
}
