import { type Expression, mapColumns, type Side } from "../expressions/expression.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { RelationNode } from "../operations/relation.ts";
import { fold } from "../operations/rules.ts";
import { both, only } from "../operations/support.ts";
import type { Home } from "./flow.ts";

/** What is to be renamed: in these homes, `from` becomes `to`. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly homes: ReadonlySet<Home>;
  /** The table whose relation gets a `rename` at its end, when the column keeps its name before. */
  readonly inserted?: string;
}

/** The plan with the renaming: what the changed transforms must declare. */
export function renamedPlan(plan: LakePlan, renaming: Renaming): LakePlan {
  const { from, to, homes, inserted } = renaming;
  const named = (home: Home, name: string): string => (name === from && homes.has(home) ? to : name);
  const relationOf = fold<RelationNode>(new WeakMap(), (node, inputs) => renamedNode(node, inputs, renaming));
  return {
    zones: plan.zones,
    consents: plan.consents.map((consent) => ({ ...consent, givenAt: named(consent.person, consent.givenAt) })),
    sources: plan.sources.map((source) => ({
      ...source,
      columns: source.columns.map((column) => ({ ...column, name: named(source.name, column.name) })),
      unique: source.unique.map((key) => key.map((name) => named(source.name, name))),
      person: source.person.map((person) => ({
        ...person,
        column: named(source.name, person.column),
        references: named(person.table, person.references),
      })),
      ...(source.eventTime === undefined ? {} : { eventTime: named(source.name, source.eventTime) }),
    })),
    tables: plan.tables.map((table) => {
      const relation = relationOf(table.relation);
      return {
        ...table,
        relation: table.name === inserted ? { op: "rename", input: relation, columns: [{ from, to }] } : relation,
        columns: table.columns.map((column) => ({ ...column, name: named(table.name, column.name) })),
        personal: Object.fromEntries(Object.entries(table.personal).map(([name, reason]) => [named(table.name, name), reason])),
      };
    }),
  };
}

function renamedNode(node: RelationNode, inputs: readonly RelationNode[], { from, to, homes }: Renaming): RelationNode {
  const named = (home: Home, name: string): string => (name === from && homes.has(home) ? to : name);
  const inExpression = (expression: Expression, sideOf: (side: Side | undefined) => Home): Expression =>
    mapColumns(expression, (column) => ({ ...column, name: named(sideOf(column.side), column.name) }));
  switch (node.op) {
    case "read":
      return { ...node, columns: node.columns.map((column) => ({ ...column, name: named(node.table, column.name) })) };
    case "union": {
      const [left, right] = both(inputs);
      return { ...node, left, right };
    }
    case "join":
    case "leftJoin":
    case "semiJoin":
    case "antiJoin": {
      const [left, right] = both(inputs);
      const where =
        node.where === undefined ? {} : { where: inExpression(node.where, (side) => (side === "right" ? node.right : node.left)) };
      return {
        ...node,
        left,
        right,
        on: node.on.map((pair) => ({ left: named(node.left, pair.left), right: named(node.right, pair.right) })),
        ...where,
      };
    }
    case "distinct":
      return { ...node, input: only(inputs) };
    case "filter":
      return { ...node, input: only(inputs), where: inExpression(node.where, () => node.input) };
    case "select":
    case "dropColumns":
      return { ...node, input: only(inputs), columns: node.columns.map((name) => named(node.input, name)) };
    case "rename":
      return {
        ...node,
        input: only(inputs),
        columns: node.columns.map((pair) => ({ from: named(node.input, pair.from), to: named(node, pair.to) })),
      };
    case "derive":
    case "project":
      return {
        ...node,
        input: only(inputs),
        columns: node.columns.map(({ name, expression }) => ({
          name: named(node, name),
          expression: inExpression(expression, () => node.input),
        })),
      };
    case "latest":
      return { ...node, input: only(inputs), by: node.by.map((name) => named(node.input, name)), newest: named(node.input, node.newest) };
    case "window":
      return {
        ...node,
        input: only(inputs),
        partitionBy: node.partitionBy.map((name) => named(node.input, name)),
        orderBy: node.orderBy.map((by) => ({ ...by, column: named(node.input, by.column) })),
        columns: node.columns.map(({ name, value }) => ({
          name: named(node, name),
          value: value.argument === undefined ? value : { ...value, argument: inExpression(value.argument, () => node.input) },
        })),
      };
    case "explode":
      return {
        ...node,
        input: only(inputs),
        column: named(node.input, node.column),
        as: named(node, node.as),
        ...(node.position === undefined ? {} : { position: named(node, node.position) }),
      };
    case "aggregate":
      return {
        ...node,
        input: only(inputs),
        by: node.by.map((name) => named(node.input, name)),
        measures: node.measures.map(({ name, aggregate }) => ({
          name: named(node, name),
          aggregate:
            aggregate.argument === undefined ? aggregate : { ...aggregate, argument: inExpression(aggregate.argument, () => node.input) },
        })),
      };
  }
}
