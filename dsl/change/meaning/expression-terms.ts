import { type ColumnExpression, type Expression, operandsOf } from "../../expressions/expression.ts";
import { isInteger } from "../../schema/column-type.ts";
import type { Id, Terms } from "./terms.ts";

/** Comparisons that say the same with their sides exchanged. */
const FLIPPED: Readonly<Record<string, string>> = { gt: "lt", gte: "lte" };
const SYMMETRIC: ReadonlySet<string> = new Set(["eq", "ne", "isDistinctFrom", "isNotDistinctFrom"]);

/** The term of an expression; what its columns are is up to `columnOf`. */
export function expressionTerm(terms: Terms, expression: Expression, columnOf: (column: ColumnExpression) => Id): Id {
  if (expression.op === "column") return columnOf(expression);
  const operands = operandsOf(expression).map((operand) => expressionTerm(terms, operand, columnOf));
  if (expression.op !== "call") return terms.make(ownOf(expression), operands);
  const { function: name } = expression;
  if (name === "and" || name === "or") return terms.makeSet(name, operands);
  if (SYMMETRIC.has(name))
    return terms.make(
      name,
      operands.toSorted((a, b) => a - b),
    );
  const flipped = FLIPPED[name];
  return flipped === undefined ? terms.make(name, operands) : terms.make(flipped, operands.toReversed());
}

/** What an expression is besides its operands. */
function ownOf(expression: Exclude<Expression, { readonly op: "column" | "call" }>): unknown {
  switch (expression.op) {
    case "literal":
      // A whole number is the same in 32 and in 64 bits.
      return isInteger(expression.type) ? ["literal", "integer", String(expression.value)] : ["literal", expression.type, expression.value];
    case "cast":
      return ["cast", expression.to];
    case "field":
      return ["field", expression.field];
    case "when":
      return ["when", expression.branches.length];
    case "native":
      return ["native", expression.type, expression.spark, expression.duckdb, expression.inputs.map(({ name }) => name)];
  }
}

/** What must all be true for a condition to be true. */
export const conjuncts = (condition: Expression): readonly Expression[] =>
  condition.op === "call" && condition.function === "and" ? condition.arguments.flatMap(conjuncts) : [condition];
