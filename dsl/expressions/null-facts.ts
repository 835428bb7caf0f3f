import type { ColumnExpression, Expression } from "./expression.ts";
import { FUNCTION_RULES } from "./functions.ts";

const keyOf = (column: ColumnExpression): string => `${column.side ?? ""}.${column.name}`;

export type NonNullColumns = ReadonlySet<string>;

const union = (sets: readonly NonNullColumns[]): NonNullColumns => new Set(sets.flatMap((set) => [...set]));
const intersection = (sets: readonly NonNullColumns[]): NonNullColumns => {
  const [head, ...rest] = sets;
  return new Set([...(head ?? [])].filter((key) => rest.every((set) => set.has(key))));
};

/** The columns that are not NULL in every row for which the predicate is `truth`. Keys are `side.name`, see `nonNullKey`. */
export function nonNullWhen(predicate: Expression, truth: boolean): NonNullColumns {
  if (predicate.op === "call") {
    const args = predicate.arguments;
    switch (predicate.function) {
      case "isNotNull":
      case "isNull": {
        const [argument] = args;
        return argument !== undefined && (predicate.function === "isNotNull") === truth ? nonNullWhenKnown(argument) : new Set();
      }
      case "and":
      case "or": {
        const sides = args.map((argument) => nonNullWhen(argument, truth));
        return (predicate.function === "and") === truth ? union(sides) : intersection(sides);
      }
      case "not":
        return args[0] === undefined ? new Set() : nonNullWhen(args[0], !truth);
      default:
        break;
    }
  }
  return nonNullWhenKnown(predicate);
}

/** The columns that are not NULL in every row for which the expression is not NULL. */
export function nonNullWhenKnown(expression: Expression): NonNullColumns {
  switch (expression.op) {
    case "column":
      return new Set([keyOf(expression)]);
    case "cast":
    case "field":
      return nonNullWhenKnown(expression.input);
    case "call": {
      const { nulls } = FUNCTION_RULES[expression.function];
      if (nulls === "strict" || nulls === "fallible") return union(expression.arguments.map(nonNullWhenKnown));
      if (nulls === "membership") return expression.arguments[0] === undefined ? new Set() : nonNullWhenKnown(expression.arguments[0]);
      if (nulls === "logic") return intersection(expression.arguments.map(nonNullWhenKnown));
      return new Set();
    }
    case "literal":
    case "when":
    case "native":
      return new Set();
  }
}

export const nonNullKey = (name: string, side?: "left" | "right"): string => `${side ?? ""}.${name}`;
