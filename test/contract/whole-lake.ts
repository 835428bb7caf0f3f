import type { Expression } from "../../dsl/expressions/expression.ts";
import type { LakePlan, SourcePlan, TablePlan } from "../../dsl/operations/lake.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import type { RowCheck } from "../../dsl/schema/row-check.ts";
import type { SourceColumn } from "../../dsl/schema/source-column.ts";
import { byName } from "../proofs/build.ts";
import { randomLake } from "../random/lakes.ts";
import { Rng } from "../random/rng.ts";

const STRING = { kind: "string" } as const;
const TAGS: SourceColumn = {
  name: "tags",
  type: { kind: "array", element: { kind: "struct", fields: [{ name: "tag", type: STRING, nullable: true, description: "As typed." }] } },
  nullable: true,
  description: "What `.describe()` says.",
  checks: [{ path: [], rule: "maxLength", value: 9 }],
};
const EXTRA: readonly SourceColumn[] = [
  TAGS,
  { name: "email", type: STRING, nullable: false, personal: "email", description: "What `.meta()` says.", checks: [] },
  { name: "agreedAt", type: { kind: "epochMillis" }, nullable: true, checks: [] },
  { name: "settings", type: { kind: "map", value: { kind: "decimal", precision: 9, scale: 2 } }, nullable: true, checks: [] },
];

const CHECKS: readonly RowCheck[] = [
  { path: [], rule: "pattern", name: "a word", pattern: "^a$" },
  { path: ["tag"], rule: "oneOf", values: ["a", 1] },
  { path: [], rule: "min", value: 1, exclusive: true },
  { path: [], rule: "max", value: 1.5, exclusive: false },
  { path: [], rule: "multipleOf", value: 0.01 },
  { path: [], rule: "minLength", value: 2 },
  { path: [], rule: "maxLength", value: 3 },
];

/** A random lake with everything that a plan can say: what `randomLake` has, on sources and tables with all their options. */
export function wholeLake(seed: number): LakePlan {
  const rng = new Rng(seed);
  const { sources, tables, zones } = randomLake(seed);
  const rich = sources.map((source, i) => richSource(rng, source, i === 0 ? undefined : sources[0]));
  const [people] = rich as [SourcePlan];
  return {
    zones: [...zones, { name: "guarded", requires: "research", personal: "deny", implicit: rng.pick(["allow", "deny"]) }],
    consents: [{ name: "research", person: people.name, givenAt: "agreedAt" }],
    sources: byName(rich),
    tables: byName([...tables.map((table) => withOptions(rng, table)), ...ownTables(rng, rich)]),
  };
}

function richSource(rng: Rng, source: SourcePlan, people: SourcePlan | undefined): SourcePlan {
  const own = source.columns.map((column) => ({ ...column, description: `About ${column.name}.`, checks: rng.some(CHECKS, 0, 3) }));
  return {
    ...source,
    description: "What\nlands.",
    columns: [...own, ...EXTRA],
    unique: [["email"], ["agreedAt", "email"]],
    person: people === undefined ? [] : [{ column: "email", table: people.name, references: "email", ambiguous: rng.chance(0.5) }],
    ...(rng.chance(0.5) ? { eventTime: "agreedAt" } : {}),
    quarantine: { atMost: rng.pick([0, 0.5, 1]) },
  };
}

function withOptions(rng: Rng, table: TablePlan): TablePlan {
  const maybe = <T extends object>(option: T): T | Record<never, never> => (rng.chance(0.5) ? option : {});
  return {
    ...table,
    personal: Object.fromEntries(rng.some(table.columns, 0, 2).map(({ name }) => [name, "asked for"])),
    ...maybe({ description: "What it is." }),
    ...maybe({ targetFileMB: 64 }),
    ...maybe({ anyOwner: "one of them" }),
    ...maybe({ atAnyTime: "a study" }),
    ...maybe({ implicit: "known" }),
  };
}

/** What the random relations lack: reasons, names of rows, arrays, fields, native expressions and pseudonyms, over described columns. */
function ownTables(rng: Rng, sources: readonly SourcePlan[]): readonly TablePlan[] {
  const [people, visits] = sources.map(
    ({ name, columns }): RelationNode => ({
      op: "read",
      table: name,
      columns: columns.map(({ checks: _, personal: __, ...column }) => column),
    }),
  ) as [RelationNode, RelationNode];
  const column = (name: string): Expression => ({ op: "column", name });
  const native: Expression = { op: "native", type: STRING, inputs: [{ name: "x", expression: column("email") }], spark: "x", duckdb: "x" };
  const hidden: Expression = {
    op: "call",
    function: "pseudonym",
    arguments: [column("email"), { op: "literal", type: STRING, value: "key" }],
  };
  const agreed: RelationNode = {
    op: "filter",
    input: people,
    where: { op: "call", function: "isNotNull", arguments: [column("agreedAt")] },
    row: "person",
  };
  const reasons = { many: "several", anyOwner: "one", samePerson: "the same", atAnyTime: "any" };
  const met: RelationNode = {
    op: rng.pick(["semiJoin", "antiJoin"] as const),
    left: visits,
    right: agreed,
    on: [{ left: "email", right: "email" }],
    rows: { left: "visit", right: "person" },
    reasons,
  };
  const relations: Readonly<Record<string, RelationNode>> = {
    met,
    exploded: {
      op: "derive",
      input: {
        op: "explode",
        input: visits,
        column: "tags",
        as: "one",
        ...(rng.chance(0.5) ? { position: "at" } : {}),
        keepEmpty: rng.chance(0.5),
      },
      columns: [
        { name: "tag", expression: { op: "field", input: column("one"), field: "tag" } },
        { name: "said", expression: native },
        { name: "hidden", expression: hidden },
      ],
      row: "visit",
    },
    counted: {
      op: "aggregate",
      input: agreed,
      by: ["email"],
      measures: [{ name: "n", aggregate: { op: "aggregate", function: "count" } }],
      row: "person",
    },
    newest: { op: "latest", input: { op: "dropColumns", input: met, columns: ["settings"] }, by: ["email"], newest: "agreedAt" },
    ranked: {
      op: "window",
      // A map has no order.
      input: { op: "dropColumns", input: met, columns: ["settings"] },
      partitionBy: ["email"],
      orderBy: [{ column: "agreedAt", descending: true }],
      columns: [{ name: "rank", value: { op: "window", function: "rowNumber" } }],
      row: "visit",
      reasons: { anyOwner: "one", samePerson: "the same" },
    },
  };
  return Object.entries(relations).map(([name, relation]) =>
    withOptions(rng, {
      name,
      zone: "guarded",
      file: `transforms/${name}.ts`,
      relation,
      columns: schemaOfRelation(relation).columns,
      format: { kind: rng.pick(["iceberg", "parquet"] as const) },
      partitionBy: ["email"],
      personal: {},
    }),
  );
}
