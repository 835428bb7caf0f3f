import type { AggregateName } from "../../expressions/aggregate.ts";
import type { Aggregate } from "../../expressions/expression.ts";
import { DOUBLE, isFloating, isInteger } from "../../schema/column-type.ts";
import { castSql } from "./casts.ts";
import { scaled, shapeOf, unscaled } from "./decimals.ts";
import { columnSql, type SqlScope } from "./expressions.ts";
import { groupKey } from "./functions/comparison.ts";
import type { Operand } from "./functions/operand.ts";

/** Decimals of at most so many digits add up to 38 digits only in more rows than there are. */
const SAFE_DIGITS = 26;

const SPLIT = "10000000000000000000";

/** The sum of decimals of many digits in two halves, because DuckDB's own fails on overflow. */
function wideDecimalSum({ sql, type }: Operand): string {
  const whole = unscaled(sql, type);
  const high = `sum(${whole} // ${SPLIT})`;
  const low = `sum(${whole} % ${SPLIT})`;
  return scaled(`CASE WHEN abs(${high}) < 15000000000000000000 THEN ${high} * ${SPLIT} + ${low} END`, shapeOf(type).scale);
}

/** Members in order, so that rounding does not depend on which thread was faster. */
const ordered = (name: "avg" | "sum", value: string): string => `${name}(${value} ORDER BY ${value})`;

const sum = (argument: Operand): string => {
  const { sql, type } = argument;
  if (isInteger(type)) return `TRY_CAST(sum(${sql}) AS BIGINT)`;
  if (type.kind === "decimal") return type.precision <= SAFE_DIGITS ? `sum(${sql})` : wideDecimalSum(argument);
  const total = ordered("sum", castSql(sql, type, DOUBLE));
  return `CASE WHEN isfinite(${total}) THEN ${total} END`;
};

/** The mean of doubles is finite even where their sum is not. */
const avg = ({ sql, type }: Operand): string => {
  if (isInteger(type)) return `avg(${sql})`;
  const value = castSql(sql, type, DOUBLE);
  const mean = ordered("avg", value);
  if (!isFloating(type)) return mean;
  return `CASE WHEN isfinite(${mean}) THEN ${mean} ELSE avg(${value} / 18446744073709551616e0) * 18446744073709551616e0 END`;
};

const AGGREGATES: { readonly [K in AggregateName]: (argument: Operand) => string } = {
  count: ({ sql }) => `count(${sql})`,
  countDistinct: (argument) => `count(DISTINCT ${groupKey(argument)})`,
  sum,
  avg,
  min: (argument) => `min(${groupKey(argument)})`,
  max: (argument) => `max(${groupKey(argument)})`,
};

/** The SQL of a measure, of the type that `typeOfAggregate` gives. */
export function aggregateSql({ function: name, argument }: Aggregate, scope: SqlScope): string {
  if (argument !== undefined) return AGGREGATES[name](columnSql(argument, scope));
  if (name !== "count") throw new Error(`${name} needs an argument`);
  return "count(*)";
}
