import { type Expression, mapColumns, operandsOf } from "../../expressions/expression.ts";
import { nativesIn } from "../../expressions/native.ts";
import type { ProjectNode } from "../../operations/project.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { fold } from "../../operations/rules.ts";
import { withInputs } from "../../operations/steps.ts";

/** Two projections in a row become one, unless that would compute something more than once, hide many steps in one, or give a native expression what is no column. */
export const mergeProjections = (root: RelationNode): RelationNode =>
  fold<RelationNode>(new WeakMap(), (node, inputs) => {
    const rebuilt = withInputs(node, inputs);
    return rebuilt.op === "project" && rebuilt.input.op === "project" ? (merged(rebuilt, rebuilt.input) ?? rebuilt) : rebuilt;
  })(root);

function merged(outer: ProjectNode, inner: ProjectNode): ProjectNode | undefined {
  const definitions = new Map(inner.columns.map(({ name, expression }) => [name, expression]));
  const uses = new Map<string, number>();
  const count = (expression: Expression): void => {
    if (expression.op === "column") uses.set(expression.name, (uses.get(expression.name) ?? 0) + 1);
    else operandsOf(expression).forEach(count);
  };
  for (const { expression } of outer.columns) count(expression);
  for (const [name, expression] of definitions) {
    if (expression.op !== "column" && expression.op !== "literal" && ((uses.get(name) ?? 0) > 1 || !copiesOnly(outer, name)))
      return undefined;
  }
  const constants = new Set([...definitions].flatMap(([name, expression]) => (expression.op === "literal" ? [name] : [])));
  const natives = nativesIn(outer.columns.map(({ expression }) => expression));
  if (natives.some((expression) => operandsOf(expression).some((input) => input.op === "column" && constants.has(input.name))))
    return undefined;
  return {
    ...outer,
    input: inner.input,
    columns: outer.columns.map(({ name, expression }) => ({
      name,
      expression: mapColumns(expression, (column) => definitions.get(column.name) ?? column),
    })),
  };
}

/** Whether the outer projection passes the column on unchanged wherever it uses it. */
const copiesOnly = (outer: ProjectNode, name: string): boolean =>
  outer.columns.every(({ expression }) => expression.op === "column" || !reads(expression, name));

const reads = (expression: Expression, name: string): boolean =>
  expression.op === "column" ? expression.name === name : operandsOf(expression).some((operand) => reads(operand, name));
