import type { AnyJoinNode } from "../../operations/join.ts";
import type { LoweredOperation } from "../../operations/lowered.ts";
import type { NodeOf } from "../../operations/relation.ts";
import { aggregateSql } from "./aggregates.ts";
import { columnNamed, joinScopeOf, type NamedColumns, qualified, SIDES, scopeOf } from "./columns.ts";
import { explodeSqls } from "./explode.ts";
import { columnSql, expressionSql } from "./expressions.ts";
import { comparable, groupKey } from "./functions/comparison.ts";
import { identifier } from "./identifier.ts";
import { windowSqls } from "./windows.ts";

/** A relation that stands in SQL under a name. */
export interface NamedRelation {
  readonly name: string;
  readonly columns: NamedColumns;
}

/** One SELECT that computes the node from its inputs, with the `output` columns in their order. */
export type OperationSql<Op extends LoweredOperation> = (
  node: NodeOf<Op>,
  inputs: readonly NamedRelation[],
  output: NamedColumns,
) => string;

export const OPERATIONS: { readonly [Op in LoweredOperation]: OperationSql<Op> } = {
  read: (node, _, output) => select(output, (name) => identifier(name), identifier(node.table)),
  filter: (node, inputs, output) => {
    const input = only(inputs);
    return `${copied(input, output)} WHERE ${expressionSql(node.where, scopeOf(input.columns)).sql}`;
  },
  project: (node, inputs, output) => {
    const input = only(inputs);
    const expressions = new Map(node.columns.map(({ name, expression }) => [name, columnSql(expression, scopeOf(input.columns)).sql]));
    return select(output, (name) => expressions.get(name) ?? missing(name), input.name);
  },
  join: (node, inputs, output) => joined(node, "INNER JOIN", inputs, output),
  leftJoin: (node, inputs, output) => joined(node, "LEFT JOIN", inputs, output),
  semiJoin: (node, inputs, output) => joined(node, "SEMI JOIN", inputs, output),
  antiJoin: (node, inputs, output) => joined(node, "ANTI JOIN", inputs, output),
  distinct: (_, inputs, output) => {
    const { name: relation, columns } = only(inputs);
    return select(output, (name) => groupKey(columnNamed(columns, name)), relation, "SELECT DISTINCT");
  },
  latest: (node, inputs, output) => {
    const input = only(inputs);
    const keys = node.by.map((name) => groupKey(columnNamed(input.columns, name)));
    const order = [
      `${columnNamed(input.columns, node.newest).sql} DESC NULLS LAST`,
      ...[...input.columns.values()].map(({ sql }) => `${sql} ASC NULLS LAST`),
    ];
    return `${copied(input, output)} QUALIFY row_number() OVER (PARTITION BY ${keys.join(", ")} ORDER BY ${order.join(", ")}) = 1`;
  },
  aggregate: (node, inputs, output) => {
    const input = only(inputs);
    const keys = node.by.map((name) => [name, groupKey(columnNamed(input.columns, name))] as const);
    const measures = node.measures.map(({ name, aggregate }) => [name, aggregateSql(aggregate, scopeOf(input.columns))] as const);
    const sqls = new Map([...keys, ...measures]);
    const grouping = keys.length === 0 ? "" : ` GROUP BY ${keys.map(([, sql]) => sql).join(", ")}`;
    return `${select(output, (name) => sqls.get(name) ?? missing(name), input.name)}${grouping}`;
  },
  window: (node, inputs, output) => {
    const input = only(inputs);
    const sqls = windowSqls(node, input.columns);
    return select(output, (name) => sqls.get(name) ?? columnNamed(input.columns, name).sql, input.name);
  },
  explode: (node, inputs, output) => {
    const input = only(inputs);
    const sqls = explodeSqls(node, input.columns);
    return select(output, (name) => sqls.get(name) ?? columnNamed(input.columns, name).sql, input.name);
  },
  union: (_, inputs, output) => inputs.map((input) => copied(input, output)).join(" UNION ALL "),
};

const missing = (name: string): never => {
  throw new Error(`nothing makes the column ${name}`);
};

function only([input]: readonly NamedRelation[]): NamedRelation {
  if (input === undefined) throw new Error("the operation has no input");
  return input;
}

function select(output: NamedColumns, sqlOf: (name: string) => string, from: string, verb = "SELECT"): string {
  const columns = [...output].map(([name, { sql }]) => {
    const value = sqlOf(name);
    return value === sql ? sql : `${value} AS ${sql}`;
  });
  return `${verb} ${columns.join(", ")} FROM ${from}`;
}

const copied = (input: NamedRelation, output: NamedColumns): string =>
  select(output, (name) => columnNamed(input.columns, name).sql, input.name);

function joined(node: AnyJoinNode, verb: string, inputs: readonly NamedRelation[], output: NamedColumns): string {
  const [left, right] = inputs;
  if (left === undefined || right === undefined) throw new Error("the join lacks an input");
  const columns = { left: left.columns, right: right.columns };
  const keys = node.on.map((pair) =>
    comparable([qualified(columns, "left", pair.left), qualified(columns, "right", pair.right)]).join(" = "),
  );
  const where = node.where === undefined ? [] : [expressionSql(node.where, joinScopeOf(columns)).sql];
  const from = `${left.name} AS ${SIDES.left} ${verb} ${right.name} AS ${SIDES.right} ON ${[...keys, ...where].join(" AND ")}`;
  return select(output, (name) => qualified(columns, left.columns.has(name) ? "left" : "right", name).sql, from);
}
