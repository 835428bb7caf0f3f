import type { LakePlan, SourcePlan, TablePlan } from "../../dsl/operations/lake.ts";
import type { ReadNode } from "../../dsl/operations/read.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import { EPOCH_MILLIS, INT64, STRING } from "../../dsl/schema/column-type.ts";

const source = (name: string, columns: SourcePlan["columns"], atMost: number): SourcePlan => ({
  name,
  zone: "landing",
  file: `transforms/landing/${name}.ts`,
  path: `${name}/`,
  format: { kind: "json" },
  columns,
  unique: [],
  person: [],
  quarantine: { atMost },
});

export const read = ({ name, columns }: Pick<SourcePlan | TablePlan, "name" | "columns">): ReadNode => ({
  op: "read",
  table: name,
  columns: columns.map((column) => ({ name: column.name, type: column.type, nullable: column.nullable })),
});

export const table = (name: string, zone: string, relation: RelationNode, kind: TablePlan["format"]["kind"] = "iceberg"): TablePlan => ({
  name,
  zone,
  file: `transforms/${zone}/${name}.ts`,
  relation,
  columns: schemaOfRelation(relation).columns,
  format: { kind },
  partitionBy: [],
  personal: {},
});

export const users = source(
  "users",
  [
    { name: "email", type: STRING, nullable: false, checks: [] },
    { name: "agreedAt", type: EPOCH_MILLIS, nullable: true, checks: [] },
  ],
  0.1,
);
export const events = source(
  "events",
  [
    { name: "id", type: INT64, nullable: false, checks: [] },
    { name: "user", type: STRING, nullable: false, checks: [] },
    { name: "at", type: EPOCH_MILLIS, nullable: false, checks: [] },
  ],
  0.25,
);
const agreed = table("users_agreed", "trusted", {
  op: "filter",
  input: read(users),
  where: { op: "call", function: "isNotNull", arguments: [{ op: "column", name: "agreedAt" }] },
});
const eventsAgreed = table(
  "events_agreed",
  "trusted",
  { op: "semiJoin", left: read(events), right: read(agreed), on: [{ left: "user", right: "email" }] },
  "parquet",
);
const counts = table(
  "event_counts",
  "curated",
  {
    op: "aggregate",
    input: read(eventsAgreed),
    by: ["user"],
    measures: [{ name: "events", aggregate: { op: "aggregate", function: "count" } }],
  },
  "json",
);
const perUser = table("users_with_events", "curated", {
  op: "semiJoin",
  left: read(agreed),
  right: read(counts),
  on: [{ left: "email", right: "user" }],
});

/** Two sources and a table of each format; a table that reads a json table. */
export const plan: LakePlan = {
  zones: [
    { name: "trusted", personal: "allow" },
    { name: "curated", personal: "allow" },
  ],
  consents: [],
  sources: [events, users],
  tables: [counts, eventsAgreed, agreed, perUser],
};
