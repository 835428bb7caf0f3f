import { createHash, createHmac } from "node:crypto";
import type { Expression, Side } from "../../../dsl/expressions/expression.ts";
import type { FunctionName } from "../../../dsl/expressions/functions.ts";
import { type ColumnType, isFloating, isInteger } from "../../../dsl/schema/column-type.ts";

/** Numbers stand for every number type and for epoch milliseconds: the tests use small values only. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** What an expression gives for the rows of one or both sides, by the meaning that the language gives it. */
export function evaluate(expression: Expression, row: (side: Side | undefined) => Row): Value {
  switch (expression.op) {
    case "column": {
      const value = row(expression.side)[expression.name];
      if (value === undefined) throw new Error(`no column ${expression.name}`);
      return value;
    }
    case "literal":
      return typeof expression.value === "string" && !["string", "date", "timestamp"].includes(expression.type.kind)
        ? Number(expression.value)
        : expression.value;
    case "cast":
      return cast(evaluate(expression.input, row), expression.to);
    case "when": {
      const branch = expression.branches.find(({ when }) => evaluate(when, row) === true);
      return evaluate(branch === undefined ? expression.otherwise : branch.then, row);
    }
    case "call":
      return apply(
        expression.function,
        expression.arguments.map((argument) => evaluate(argument, row)),
      );
    case "field":
    case "native":
      throw new Error("the tests have no structs and no native expressions");
  }
}

function cast(value: Value, to: ColumnType): Value {
  if (value === null) return null;
  if (to.kind === "string") return String(value);
  if (typeof value === "string") return /^[+-]?[0-9]+$/.test(value) ? Number(value) : null;
  if (isInteger(to) || to.kind === "epochMillis") return Math.trunc(Number(value)) + 0;
  return isFloating(to) ? Number(value) : value;
}

/** NULL when an argument is. */
const STRICT: { readonly [F in FunctionName]?: (...args: never[]) => Value } = {
  eq: (a: Value, b: Value) => compare(a, b) === 0,
  ne: (a: Value, b: Value) => compare(a, b) !== 0,
  lt: (a: Value, b: Value) => compare(a, b) < 0,
  lte: (a: Value, b: Value) => compare(a, b) <= 0,
  gt: (a: Value, b: Value) => compare(a, b) > 0,
  gte: (a: Value, b: Value) => compare(a, b) >= 0,
  between: (a: Value, low: Value, high: Value) => compare(a, low) >= 0 && compare(a, high) <= 0,
  not: (a: boolean) => !a,
  plus: (a: number, b: number) => finite(a + b),
  minus: (a: number, b: number) => finite(a - b),
  times: (a: number, b: number) => finite(a * b),
  dividedBy: (a: number, b: number) => finite(a / b),
  modulo: (a: number, b: number) => (b === 0 ? null : (a % b) + 0),
  negated: (a: number) => -a,
  abs: (a: number) => Math.abs(a),
  round: (a: number) => Math.sign(a) * Math.round(Math.abs(a)),
  lower: (a: string) => a.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  upper: (a: string) => a.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  concat: (...parts: string[]) => parts.join(""),
  length: (a: string) => [...a].length,
  startsWith: (a: string, b: string) => a.startsWith(b),
  pseudonym: (a: string, key: string) => createHmac("sha256", key).update(a).digest("hex"),
  sha256: (a: string) => createHash("sha256").update(a).digest("hex"),
};

const finite = (value: number): Value => (Number.isFinite(value) ? value : null);

/** -0 is 0. */
export function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  return (a as number) < (b as number) ? -1 : 1;
}

function apply(name: FunctionName, args: readonly Value[]): Value {
  const [a = null, b = null] = args;
  switch (name) {
    case "and":
      return args.includes(false) ? false : args.includes(null) ? null : true;
    case "or":
      return args.includes(true) ? true : args.includes(null) ? null : false;
    case "isNull":
      return a === null;
    case "isNotNull":
      return a !== null;
    case "coalesce":
      return args.find((value) => value !== null) ?? null;
    case "isDistinctFrom":
      return a === null || b === null ? a !== b : compare(a, b) !== 0;
    case "isNotDistinctFrom":
      return a === null || b === null ? a === b : compare(a, b) === 0;
    case "in":
      return a === null ? null : args.slice(1).some((member) => member !== null && compare(a, member) === 0);
    default: {
      const strict = STRICT[name];
      if (strict === undefined) throw new Error(`the tests do not evaluate ${name}`);
      return args.includes(null) ? null : strict(...(args as never[]));
    }
  }
}
