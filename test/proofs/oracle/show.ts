import type { Expression } from "../../../dsl/expressions/expression.ts";
import type { LakePlan } from "../../../dsl/operations/lake.ts";
import type { RelationNode } from "../../../dsl/operations/relation.ts";
import { inputsOf } from "../../../dsl/operations/rules.ts";
import { numbersOf } from "./run.ts";

/** A lake in few lines, for the message of a counterexample. */
export function show(lake: LakePlan): string {
  const sources = lake.sources.map(
    ({ name, columns, unique, person, eventTime }) =>
      `${name}(${columns.map((column) => `${column.name}${column.nullable ? "?" : ""}`).join(" ")}) unique ${JSON.stringify(unique)} person ${person
        .map((reference) => `${reference.column}->${reference.ambiguous ? "?" : ""}${reference.table}.${reference.references}`)
        .join(" ")} event ${eventTime ?? "-"}`,
  );
  const tables = lake.tables.map(({ name, zone, relation }) => `${name} (${zone}):\n${showRelation(relation)}`);
  return [...sources, ...tables].join("\n");
}

function showRelation(root: RelationNode): string {
  const numbers = numbersOf(root);
  return [...numbers]
    .map(
      ([node, number]) =>
        `  ${number}: ${node.op} ${inputsOf(node)
          .map((input) => `#${numbers.get(input)}`)
          .join(" ")} ${details(node)}`,
    )
    .join("\n");
}

function details(node: RelationNode): string {
  switch (node.op) {
    case "read":
      return node.table;
    case "filter":
      return showExpression(node.where);
    case "select":
    case "dropColumns":
      return node.columns.join(" ");
    case "rename":
      return node.columns.map(({ from, to }) => `${from}>${to}`).join(" ");
    case "derive":
    case "project":
      return node.columns.map(({ name, expression }) => `${name} = ${showExpression(expression)}`).join(", ");
    case "latest":
      return `by ${node.by.join(" ")} newest ${node.newest}`;
    case "aggregate":
      return `by ${node.by.join(" ")}: ${node.measures.map(({ name, aggregate: { function: fn, argument } }) => `${name} = ${fn}(${argument === undefined ? "" : showExpression(argument)})`).join(", ")}`;
    case "window":
      return `by ${node.partitionBy.join(" ")} order ${node.orderBy.map(({ column, descending }) => `${column}${descending ? " desc" : ""}`).join(" ")}: ${node.columns.map(({ name, value: { function: fn, argument } }) => `${name} = ${fn}(${argument === undefined ? "" : showExpression(argument)})`).join(", ")}`;
    case "explode":
      return `${node.column} as ${node.as}${node.position === undefined ? "" : ` at ${node.position}`}${node.keepEmpty ? " keep empty" : ""}`;
    case "distinct":
    case "union":
      return "";
    default:
      return `on ${node.on.map((pair) => `${pair.left}=${pair.right}`).join(" ")}${node.where === undefined ? "" : ` where ${showExpression(node.where)}`}`;
  }
}

export function showExpression(expression: Expression): string {
  switch (expression.op) {
    case "column":
      return expression.name;
    case "literal":
      return JSON.stringify(expression.value);
    case "call":
      return `${expression.function}(${expression.arguments.map(showExpression).join(", ")})`;
    case "cast":
      return `cast(${showExpression(expression.input)} as ${expression.to.kind})`;
    case "when":
      return `when(${expression.branches.map(({ when, then }) => `${showExpression(when)} -> ${showExpression(then)}`).join(", ")} else ${showExpression(expression.otherwise)})`;
    case "field":
      return `${showExpression(expression.input)}.${expression.field}`;
    case "native":
      return `native(${expression.duckdb})`;
  }
}
