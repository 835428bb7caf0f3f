import type { ColumnType } from "../schema/column-type.ts";
import type { AggregateName } from "./aggregate.ts";
import type { FunctionName } from "./functions.ts";
import type { NativeExpression } from "./native.ts";

/** A scalar expression over the columns of one row: readonly plain data. Nothing in it can fail when it runs. */
export type Expression =
  | ColumnExpression
  | LiteralExpression
  | CallExpression
  | CastExpression
  | WhenExpression
  | FieldExpression
  | NativeExpression;

export interface ColumnExpression {
  readonly op: "column";
  readonly name: string;
  /** Which input of a join the column belongs to; absent where there is only one. */
  readonly side?: Side;
}

export type Side = "left" | "right";

export interface LiteralExpression {
  readonly op: "literal";
  readonly type: ColumnType;
  /** 64-bit integers and decimals are decimal digits in a string; a date is `YYYY-MM-DD`, a timestamp ISO 8601 in UTC. */
  readonly value: string | number | boolean | null;
}

export interface CallExpression {
  readonly op: "call";
  readonly function: FunctionName;
  readonly arguments: readonly Expression[];
}

export interface CastExpression {
  readonly op: "cast";
  readonly input: Expression;
  readonly to: ColumnType;
}

export interface WhenExpression {
  readonly op: "when";
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise: Expression;
}

/** A field of a struct column. */
export interface FieldExpression {
  readonly op: "field";
  readonly input: Expression;
  readonly field: string;
}

/** A measure of a group. `count` without an argument counts rows. */
export interface Aggregate {
  readonly op: "aggregate";
  readonly function: AggregateName;
  readonly argument?: Expression;
}

/** What an expression evaluates to. */
export interface Typing {
  readonly type: ColumnType;
  readonly nullable: boolean;
}

export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case "column":
    case "literal":
      return [];
    case "call":
      return expression.arguments;
    case "cast":
    case "field":
      return [expression.input];
    case "when":
      return [...expression.branches.flatMap((branch) => [branch.when, branch.then]), expression.otherwise];
    case "native":
      return expression.inputs.map((input) => input.expression);
  }
}

/** Rebuilds an expression with its operands replaced, in the order of `operandsOf`. */
export function withOperands(expression: Expression, operands: readonly Expression[]): Expression {
  const operand = (i: number): Expression => {
    const found = operands[i];
    if (found === undefined) throw new Error(`missing operand ${i} of ${expression.op}`);
    return found;
  };
  switch (expression.op) {
    case "column":
    case "literal":
      return expression;
    case "call":
      return { ...expression, arguments: expression.arguments.map((_, i) => operand(i)) };
    case "cast":
    case "field":
      return { ...expression, input: operand(0) };
    case "when":
      return {
        ...expression,
        branches: expression.branches.map((_, i) => ({ when: operand(2 * i), then: operand(2 * i + 1) })),
        otherwise: operand(2 * expression.branches.length),
      };
    case "native":
      return { ...expression, inputs: expression.inputs.map(({ name }, i) => ({ name, expression: operand(i) })) };
  }
}

/** Replaces columns bottom-up; every other part stays as it is. */
export function mapColumns(expression: Expression, replace: (column: ColumnExpression) => Expression): Expression {
  if (expression.op === "column") return replace(expression);
  const operands = operandsOf(expression);
  return operands.length === 0
    ? expression
    : withOperands(
        expression,
        operands.map((operand) => mapColumns(operand, replace)),
      );
}

/** Every column that the expression reads, in the order of first use, without repeats. */
export function columnsOf(expression: Expression): readonly ColumnExpression[] {
  const found = new Map<string, ColumnExpression>();
  visitColumns(expression, (column) => found.set(`${column.side ?? ""}.${column.name}`, column));
  return [...found.values()];
}

/** Calls `visit` with every place in the expression where a column stands. */
export function visitColumns(expression: Expression, visit: (column: ColumnExpression) => void): void {
  if (expression.op === "column") visit(expression);
  else for (const operand of operandsOf(expression)) visitColumns(operand, visit);
}
