import type { AggregateName } from "../../dsl/expressions/aggregate.ts";
import type { Aggregate, Expression, Side } from "../../dsl/expressions/expression.ts";
import type { FunctionName } from "../../dsl/expressions/functions.ts";
import type { AnyJoinNode, JoinReasons } from "../../dsl/operations/join.ts";
import type { LakePlan, PersonReference, SourceColumn, SourcePlan, TablePlan } from "../../dsl/operations/lake.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import { tablesRead } from "../../dsl/operations/steps.ts";
import { BOOLEAN, type ColumnType, EPOCH_MILLIS, INT64, STRING } from "../../dsl/schema/column-type.ts";

/** Small functions that write plans by hand, for tests. */

export const column = (name: string, side?: Side): Expression => ({ op: "column", name, ...(side === undefined ? {} : { side }) });
export const left = (name: string): Expression => column(name, "left");
export const right = (name: string): Expression => column(name, "right");
export const call = (name: FunctionName, ...args: readonly Expression[]): Expression => ({ op: "call", function: name, arguments: args });
export const literal = (value: string | number | boolean | null, type: ColumnType = typeOfValue(value)): Expression => ({
  op: "literal",
  type,
  value,
});
export const millis = (value: number): Expression => literal(value, EPOCH_MILLIS);

const typeOfValue = (value: string | number | boolean | null): ColumnType =>
  typeof value === "string" ? STRING : typeof value === "boolean" ? BOOLEAN : INT64;

export const filter = (input: RelationNode, where: Expression): RelationNode => ({ op: "filter", input, where });
export const select = (input: RelationNode, ...columns: readonly string[]): RelationNode => ({ op: "select", input, columns });
export const derive = (input: RelationNode, name: string, expression: Expression): RelationNode => ({
  op: "derive",
  input,
  columns: [{ name, expression }],
});
export const distinct = (input: RelationNode): RelationNode => ({ op: "distinct", input });
export const latest = (input: RelationNode, by: readonly string[], newest: string): RelationNode => ({ op: "latest", input, by, newest });
export const union = (a: RelationNode, b: RelationNode): RelationNode => ({ op: "union", left: a, right: b });

/** Gives every column a prefix, so that it can stand beside another relation's. */
export const prefixed = (input: RelationNode, prefix: string): RelationNode => ({
  op: "rename",
  input,
  columns: schemaOfRelation(input).columns.map(({ name }) => ({ from: name, to: `${prefix}${name}` })),
});

export type Measure = readonly [AggregateName, Expression?];

export const aggregate = (input: RelationNode, by: readonly string[], measures: Readonly<Record<string, Measure>>): RelationNode => ({
  op: "aggregate",
  input,
  by,
  measures: Object.entries(measures).map(([name, measure]) => ({ name, aggregate: measured(measure) })),
});

export const measured = ([fn, argument]: Measure): Aggregate => ({
  op: "aggregate",
  function: fn,
  ...(argument === undefined ? {} : { argument }),
});

/** Pairs as `{ left: "right" }`. */
export const joined = (
  op: AnyJoinNode["op"],
  a: RelationNode,
  b: RelationNode,
  on: Readonly<Record<string, string>>,
  more: { readonly where?: Expression; readonly reasons?: JoinReasons } = {},
): RelationNode => ({ op, left: a, right: b, on: Object.entries(on).map(([l, r]) => ({ left: l, right: r })), ...more });

export interface SourceParts {
  readonly unique?: readonly (readonly string[])[];
  readonly person?: readonly PersonReference[];
  readonly eventTime?: string;
}

export const sourceColumn = (
  name: string,
  type: ColumnType,
  more: { readonly nullable?: boolean; readonly personal?: string } = {},
): SourceColumn => ({
  name,
  type,
  nullable: more.nullable ?? false,
  checks: [],
  ...(more.personal === undefined ? {} : { personal: more.personal }),
});

export const sourceOf = (
  name: string,
  columns: readonly SourceColumn[],
  { unique = [], person = [], eventTime }: SourceParts = {},
): SourcePlan => ({
  name,
  zone: "landing",
  file: `transforms/landing/${name}.ts`,
  path: `${name}/`,
  format: { kind: "json" },
  columns,
  unique,
  person,
  ...(eventTime === undefined ? {} : { eventTime }),
  quarantine: { atMost: 0.1 },
});

export const readSource = ({ name, columns }: SourcePlan): RelationNode => ({
  op: "read",
  table: name,
  columns: columns.map(({ checks: _, personal: __, ...plain }) => plain),
});

export const readTable = ({ name, columns }: TablePlan): RelationNode => ({ op: "read", table: name, columns });

export const tableOf = (
  name: string,
  zone: string,
  relation: RelationNode,
  more: { readonly personal?: Readonly<Record<string, string>>; readonly anyOwner?: string; readonly atAnyTime?: string } = {},
): TablePlan => ({
  name,
  zone,
  file: `transforms/${zone}/${name}.ts`,
  relation,
  columns: schemaOfRelation(relation).columns,
  format: { kind: "iceberg" },
  partitionBy: [],
  personal: {},
  ...more,
});

export const byName = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The sources and tables such that each stands after what it reads. */
export function orderOf(plan: Pick<LakePlan, "sources" | "tables">): readonly string[] {
  const order = new Set(plan.sources.map(({ name }) => name));
  const tables = new Map(plan.tables.map((table) => [table.name, table]));
  const pending = [...tables.keys()].reverse();
  for (let name = pending.at(-1); name !== undefined; name = pending.at(-1)) {
    const missing = tablesRead(tables.get(name)?.relation ?? { op: "read", table: name, columns: [] }).filter((read) => !order.has(read));
    if (missing.length > 0 && tables.has(name)) pending.push(...missing);
    else {
      order.add(name);
      pending.pop();
    }
  }
  return [...order];
}
