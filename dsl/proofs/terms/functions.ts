import { FUNCTION_RULES, type FunctionName } from "../../expressions/functions.ts";
import { castMayFail } from "../../expressions/type-rules.ts";
import { type ColumnType, isInteger } from "../../schema/column-type.ts";
import type { CallRule } from "./term.ts";

type Known = Omit<CallRule, "nulls">;

const plain: Known = { injective: false, personal: "kept" };
const injective: Known = { injective: true, personal: "kept" };

/**
 * What the proofs know of each function beside its null rule. A value computed from personal data is personal data: an
 * unkeyed hash can be undone by guessing, so it hides nothing.
 */
export const FUNCTION_FACTS: { readonly [F in FunctionName]: Known } = {
  eq: plain,
  ne: plain,
  lt: plain,
  lte: plain,
  gt: plain,
  gte: plain,
  in: plain,
  between: plain,
  isDistinctFrom: plain,
  isNotDistinctFrom: plain,
  isNull: plain,
  isNotNull: plain,
  coalesce: plain,
  and: plain,
  or: plain,
  not: injective,
  plus: plain,
  minus: plain,
  times: plain,
  dividedBy: plain,
  modulo: plain,
  negated: injective,
  abs: plain,
  round: plain,
  lower: plain,
  upper: plain,
  trim: plain,
  concat: plain,
  substring: plain,
  length: plain,
  startsWith: plain,
  endsWith: plain,
  contains: plain,
  replace: plain,
  regexpLike: plain,
  regexpExtract: plain,
  sha256: { injective: false, personal: "hashed" },
  /** Of one key: `lower` makes a function of each. */
  pseudonym: { injective: true, personal: "pseudonym" },
  toTimestamp: injective,
  toEpochMillis: plain,
  toDate: plain,
  truncatedTo: plain,
  difference: plain,
  at: plain,
  includes: plain,
  get: plain,
  size: plain,
};

export const ruleOfFunction = (name: FunctionName): CallRule => ({ nulls: FUNCTION_RULES[name].nulls, ...FUNCTION_FACTS[name] });

/** A cast that loses nothing maps different values to different ones. */
export function ruleOfCast(from: ColumnType, to: ColumnType): CallRule {
  return { nulls: castMayFail(from, to) === false ? "strict" : "fallible", injective: isLossless(from, to), personal: "kept" };
}

function isLossless(from: ColumnType, to: ColumnType): boolean {
  if (from.kind === "decimal") return to.kind === "decimal" && to.scale >= from.scale;
  if (isInteger(from))
    return isInteger(to) || ["string", "epochMillis", "decimal"].includes(to.kind) || (from.kind === "int32" && to.kind === "double");
  if (from.kind === "epochMillis") return isInteger(to) || to.kind === "string";
  return (from.kind === "boolean" && isInteger(to)) || (from.kind === "date" && (to.kind === "string" || to.kind === "timestamp"));
}

export const CHOICE: CallRule = { nulls: "choice", ...plain };
export const FIELD: CallRule = { nulls: "fallible", ...plain };
/** An expression in an engine's own SQL: only what it may be computed from is known. */
export const NATIVE: CallRule = { nulls: "unsaid", ...plain };
/** A literal without a canonical value: known, but not which. */
export const OPAQUE: CallRule = { nulls: "never", ...plain };
