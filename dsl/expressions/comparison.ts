import { BOOLEAN } from "../schema/column-type.ts";
import { type FunctionRule, strict } from "./function-rule.ts";

/**
 * Comparisons are SQL's: NULL when a side is NULL. Text compares by code points, numbers by value; the two sides have
 * one type, or are both numbers. `isDistinctFrom` and `isNotDistinctFrom` treat NULL as a value of its own.
 */
export const comparison = {
  eq: strict(["any", "like-first"], BOOLEAN),
  ne: strict(["any", "like-first"], BOOLEAN),
  lt: strict(["any", "like-first"], BOOLEAN),
  lte: strict(["any", "like-first"], BOOLEAN),
  gt: strict(["any", "like-first"], BOOLEAN),
  gte: strict(["any", "like-first"], BOOLEAN),
  in: { takes: ["any", "like-first"], variadic: true, gives: () => BOOLEAN, nulls: "membership" },
  between: strict(["any", "like-first", "like-first"], BOOLEAN),
  isDistinctFrom: { takes: ["any", "like-first"], gives: () => BOOLEAN, nulls: "never" },
  isNotDistinctFrom: { takes: ["any", "like-first"], gives: () => BOOLEAN, nulls: "never" },
} as const satisfies Record<string, FunctionRule>;
