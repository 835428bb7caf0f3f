import { type ColumnType, DOUBLE, INT64, isFloating, isInteger } from "../schema/column-type.ts";
import type { Typing } from "./expression.ts";
import type { Family } from "./function-rule.ts";

export interface AggregateRule {
  readonly takes: Family;
  readonly gives: (type: ColumnType) => ColumnType;
  /** `count` and `countDistinct` are 0 on an empty group; the others are NULL when no member has a value. */
  readonly zeroWhenEmpty?: true;
}

/**
 * NULL members are skipped. `sum` of integers is a 64-bit integer and NULL on overflow; of doubles, a double and NULL where it is not
 * finite; of decimals, a decimal(38, scale). `avg` is a double: of integers and decimals the exact sum by the number of members, NULL
 * where the sum has more than 38 digits; of doubles finite even where their sum is not. Doubles are added exactly, in whatever order, where
 * the largest of them is between 2^-26 and 2^80 in size: bits below 2^-79 do not count. `min` and `max` keep the type.
 */
const AGGREGATES = {
  count: { takes: "any", gives: () => INT64, zeroWhenEmpty: true },
  countDistinct: { takes: "any", gives: () => INT64, zeroWhenEmpty: true },
  sum: {
    takes: "number",
    gives: (type) => (isInteger(type) ? INT64 : isFloating(type) ? DOUBLE : type.kind === "decimal" ? { ...type, precision: 38 } : type),
  },
  avg: { takes: "number", gives: () => DOUBLE },
  min: { takes: "any", gives: (type) => type },
  max: { takes: "any", gives: (type) => type },
} as const satisfies Record<string, AggregateRule>;

export type AggregateName = keyof typeof AGGREGATES;

export const AGGREGATE_RULES: { readonly [K in AggregateName]: AggregateRule } = AGGREGATES;

/** `sum` and `avg` may overflow even when every member has a value; `min` and `max` are NULL only on an empty group. */
export function typeOfAggregate(name: AggregateName, argument: Typing | undefined, grouped: boolean): Typing {
  const rule = AGGREGATE_RULES[name];
  const type = rule.gives(argument?.type ?? INT64);
  if (rule.zeroWhenEmpty) return { type, nullable: false };
  return { type, nullable: name === "sum" || name === "avg" || !grouped || (argument?.nullable ?? false) };
}
