import { INT32 } from "../schema/column-type.ts";
import { typeOfAggregate } from "./aggregate.ts";
import type { Aggregate, Expression, Typing } from "./expression.ts";
import { type Scope, typeOf } from "./type-rules.ts";

export interface WindowRule {
  readonly takes: "nothing" | "value" | "value and offset";
  readonly gives: (argument: Typing | undefined) => Typing;
  /** Rows that are equal in the named order columns have equal places, so nothing has to tell them apart. */
  readonly peersAreEqual?: true;
}

const place: WindowRule["gives"] = () => ({ type: INT32, nullable: false });
const value = (argument: Typing | undefined): Typing => {
  if (argument === undefined) throw new Error("the function needs an argument");
  return argument;
};
const perhaps: WindowRule["gives"] = (argument) => ({ ...value(argument), nullable: true });

/**
 * What only a window has, all over its order. `rowNumber`, `rank` and `denseRank` count from 1. `lag` and `lead` give the value so many
 * rows before or after, NULL where there is none. `first` and `last` give the value in the first and last row of the whole partition, be
 * it NULL.
 */
const WINDOW_FUNCTIONS = {
  rowNumber: { takes: "nothing", gives: place },
  rank: { takes: "nothing", gives: place, peersAreEqual: true },
  denseRank: { takes: "nothing", gives: place, peersAreEqual: true },
  lag: { takes: "value and offset", gives: perhaps },
  lead: { takes: "value and offset", gives: perhaps },
  first: { takes: "value", gives: value },
  last: { takes: "value", gives: value },
} as const satisfies Record<string, WindowRule>;

export type WindowFunctionName = keyof typeof WINDOW_FUNCTIONS;

export const WINDOW_RULES: { readonly [N in WindowFunctionName]: WindowRule } = WINDOW_FUNCTIONS;

export interface WindowFunction {
  readonly op: "window";
  readonly function: WindowFunctionName;
  readonly argument?: Expression;
  /** Of `lag` and `lead`: how many rows away, from 1. */
  readonly offset?: number;
}

/** A column of a window. A frame always has the row itself, so an aggregate is never one of no rows. */
export type WindowExpression = Aggregate | WindowFunction;

export function typeOfWindow(expression: WindowExpression, scope: Scope): Typing {
  const argument = expression.argument === undefined ? undefined : typeOf(expression.argument, scope);
  return expression.op === "aggregate"
    ? typeOfAggregate(expression.function, argument, true)
    : WINDOW_RULES[expression.function].gives(argument);
}
