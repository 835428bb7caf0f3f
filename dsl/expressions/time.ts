import { type ColumnType, DATE, EPOCH_MILLIS, INT64, TIMESTAMP, UNKNOWN } from "../schema/column-type.ts";
import { type FunctionRule, fallible, strict } from "./function-rule.ts";

/** The units of `truncatedTo` and `difference`. A week starts on Monday. */
export const TRUNCATE_UNITS = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"] as const;
export type TruncateUnit = (typeof TRUNCATE_UNITS)[number];
export const DIFFERENCE_UNITS = ["millisecond", "second", "minute", "hour", "day"] as const;
export type DifferenceUnit = (typeof DIFFERENCE_UNITS)[number];

/**
 * All time is UTC, in the years 1 to 9999; outside of them the result is NULL. `toEpochMillis` rounds toward the
 * past. `truncatedTo` of epoch milliseconds gives epoch milliseconds. `difference` counts whole units from the second
 * argument to the first, rounded toward zero; of epoch milliseconds it is NULL where 64 bits do not hold the milliseconds between.
 */
export const time = {
  toTimestamp: fallible(["epochMillis"], TIMESTAMP),
  toEpochMillis: strict(["timestamp"], EPOCH_MILLIS),
  toDate: fallible(["instant"], DATE),
  truncatedTo: fallible(["instant", "text"], (types) => first(types)),
  difference: fallible(["instant", "like-first", "text"], INT64),
} as const satisfies Record<string, FunctionRule>;

const first = (types: readonly ColumnType[]): ColumnType => types[0] ?? UNKNOWN;
