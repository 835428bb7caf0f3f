import { jobScript } from "../../../dsl/backends/pyspark/job.ts";
import type { AggregateName } from "../../../dsl/expressions/aggregate.ts";
import type { Aggregate, Expression, Side } from "../../../dsl/expressions/expression.ts";
import type { FunctionName } from "../../../dsl/expressions/functions.ts";
import type { AnyJoinNode } from "../../../dsl/operations/join.ts";
import type { LoweredNode } from "../../../dsl/operations/lowered.ts";
import type { ProjectNode } from "../../../dsl/operations/project.ts";
import type { ReadNode } from "../../../dsl/operations/read.ts";
import type { RelationNode } from "../../../dsl/operations/relation.ts";
import { schemaOfRelation } from "../../../dsl/operations/rules.ts";
import type { ColumnType } from "../../../dsl/schema/column-type.ts";

export const read = (table: string, columns: Readonly<Record<string, ColumnType>>): ReadNode => ({
  op: "read",
  table,
  columns: Object.entries(columns).map(([name, type]) => ({ name, type, nullable: true })),
});

export const column = (name: string, side?: Side): Expression =>
  side === undefined ? { op: "column", name } : { op: "column", name, side };
export const call = (name: FunctionName, ...args: readonly Expression[]): Expression => ({ op: "call", function: name, arguments: args });
export const literal = (
  kind: "string" | "int32" | "int64" | "double" | "boolean" | "date" | "timestamp" | "epochMillis",
  value: string | number | boolean | null,
): Expression => ({
  op: "literal",
  type: { kind },
  value,
});

export const measure = (name: AggregateName, argument?: Expression): Aggregate => ({
  op: "aggregate",
  function: name,
  ...(argument === undefined ? {} : { argument }),
});

/** Copies of columns by name, and computed ones as pairs. */
export const project = (input: RelationNode, ...columns: readonly (string | readonly [string, Expression])[]): ProjectNode => ({
  op: "project",
  input,
  columns: columns.map((part) =>
    typeof part === "string" ? { name: part, expression: column(part) } : { name: part[0], expression: part[1] },
  ),
});

/** `on` as an author writes it: left name to right name. */
export const joined = <Op extends AnyJoinNode["op"]>(
  op: Op,
  left: RelationNode,
  right: RelationNode,
  on: Readonly<Record<string, string>>,
  rest: Pick<AnyJoinNode, "where" | "rows"> = {},
): Extract<AnyJoinNode, { op: Op }> =>
  ({ op, left, right, on: Object.entries(on).map(([l, r]) => ({ left: l, right: r })), ...rest }) as unknown as Extract<
    AnyJoinNode,
    { op: Op }
  >;

/** The script of a table `result` in the zone `trusted`. */
export const scriptOf = (
  relation: LoweredNode,
  table: { readonly name?: string; readonly description?: string; readonly file?: string } = {},
): string =>
  jobScript(
    {
      name: "result",
      zone: "trusted",
      file: "transforms/trusted/result.ts",
      relation,
      columns: schemaOfRelation(relation).columns,
      format: { kind: "iceberg" },
      partitionBy: [],
      personal: {},
      ...table,
    },
    relation,
  );

/** The function alone, without what stands around it. */
export const functionOf = (relation: LoweredNode): string => {
  const script = scriptOf(relation);
  return script.slice(script.indexOf("def "), script.indexOf("\n\n\nif __name__"));
};
