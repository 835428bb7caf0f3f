import type { LakePlan, SourcePlan, TablePlan } from "../operations/lake.ts";
import { domainOf } from "./terms/domain.ts";
import type { Relation } from "./terms/term.ts";

/** The declarations of a lake, by name. */
export interface World {
  readonly plan: LakePlan;
  readonly sources: ReadonlyMap<string, Source>;
  readonly tables: ReadonlyMap<string, TablePlan>;
}

export interface Source {
  readonly plan: SourcePlan;
  readonly relation: Relation;
}

export const worldOf = (plan: LakePlan): World => ({
  plan,
  sources: new Map(plan.sources.map((source) => [source.name, { plan: source, relation: relationOfSource(source) }])),
  tables: new Map(plan.tables.map((table) => [table.name, table])),
});

const relationOfSource = (source: SourcePlan): Relation => ({
  name: source.name,
  kind: "source",
  columns: new Map(source.columns.map(({ name, type, nullable }) => [name, { domain: domainOf(type), notNull: !nullable }])),
  keys: source.unique.map((columns) => ({ columns, nullSafe: false })),
});
