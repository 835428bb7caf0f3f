import type { AggregateName } from "../../expressions/aggregate.ts";
import type { Aggregate } from "../../expressions/expression.ts";
import { DOUBLE, isFloating, isInteger } from "../../schema/column-type.ts";
import { castSql } from "./casts.ts";
import { scaled, shapeOf, unscaled } from "./decimals.ts";
import { columnSql, type SqlScope } from "./expressions.ts";
import { floatMeasure } from "./float-sums.ts";
import { groupKey } from "./functions/comparison.ts";
import type { Operand } from "./functions/operand.ts";
import { tryCast } from "./try-cast.ts";

/** Decimals of at most so many digits add up to 38 digits only in more rows than there are. */
const SAFE_DIGITS = 26;

const SPLIT = "10000000000000000000";

/** What a call is computed over: a group, or the frame of a window. */
interface Members {
  readonly call: (name: string, value: string) => string;
  /** In an order of the members, so that rounding does not depend on which thread was faster. */
  readonly ordered: (name: string, value: string) => string;
}

const GROUP: Members = {
  call: (name, value) => `${name}(${value})`,
  ordered: (name, value) => `${name}(${value} ORDER BY ${value})`,
};

/** The sum of decimals of many digits in two halves, because DuckDB's own fails on overflow. */
function wideDecimalSum({ sql, type }: Operand, { call }: Members): string {
  const whole = unscaled(sql, type);
  const high = call("sum", `${whole} // ${SPLIT}`);
  const low = call("sum", `${whole} % ${SPLIT}`);
  return scaled(`CASE WHEN abs(${high}) < 15000000000000000000 THEN ${high} * ${SPLIT} + ${low} END`, shapeOf(type).scale);
}

type Writer = (argument: Operand, members: Members) => string;

const sum: Writer = (argument, members) => {
  const { sql, type } = argument;
  if (isInteger(type)) return tryCast(members.call("sum", sql), "BIGINT");
  if (type.kind === "decimal") return type.precision <= SAFE_DIGITS ? members.call("sum", sql) : wideDecimalSum(argument, members);
  return floatMeasure("sum", castSql(sql, type, DOUBLE), members.call, members.ordered);
};

/** The mean of exact numbers is their exact sum, as a double, by their number. */
const avg: Writer = (argument, members) => {
  const { sql, type } = argument;
  if (isFloating(type)) return floatMeasure("avg", castSql(sql, type, DOUBLE), members.call, members.ordered);
  const total = isInteger(type) ? members.call("sum", sql) : sum(argument, members);
  return `CAST(CAST(${total} AS VARCHAR) AS DOUBLE) / nullif(${members.call("count", sql)}, 0)`;
};

const AGGREGATES: { readonly [K in AggregateName]: Writer } = {
  count: ({ sql }, { call }) => call("count", sql),
  countDistinct: (argument, { call }) => call("count", `DISTINCT ${groupKey(argument)}`),
  sum,
  avg,
  min: (argument, { call }) => call("min", groupKey(argument)),
  max: (argument, { call }) => call("max", groupKey(argument)),
};

/** The SQL of a measure, of the type that `typeOfAggregate` gives. */
export function aggregateSql({ function: name, argument }: Aggregate, scope: SqlScope, members: Members = GROUP): string {
  if (argument !== undefined) return AGGREGATES[name](columnSql(argument, scope), members);
  if (name !== "count") throw new Error(`${name} needs an argument`);
  return members.call("count", "*");
}

/** The members of a window's frame, which have an order. */
export const inFrame = (frame: string): Members => {
  const call: Members["call"] = (name, value) => `${name}(${value}) OVER (${frame})`;
  return { call, ordered: call };
};
