import type { AggregateName } from "../../expressions/aggregate.ts";
import { DOUBLE, isFloating, isInteger } from "../../schema/column-type.ts";
import { castTo, f, helper, type Operand } from "./operands.ts";
import { binary, type PythonExpression, string } from "./python-tree.ts";

/** Spark's sum of a decimal has this many digits more, at most 38. */
const DIGITS_THAT_A_SUM_ADDS = 10;

const WIDE_INTEGER = { kind: "decimal", precision: 38, scale: 0 } as const;

/** What an aggregate function is computed over: the group, or `.over(window)`. */
type Over = (call: PythonExpression) => PythonExpression;

/** A measure over the values of an operand. Sums and means of doubles may leave their range, like all arithmetic. */
const AGGREGATES: { readonly [K in AggregateName]: (operand: Operand, over: Over) => PythonExpression } = {
  count: ({ exact }, over) => over(f("count", exact)),
  countDistinct: ({ exact }, over) => over(f("count_distinct", exact)),
  sum: ({ type, exact }, over) => {
    if (isFloating(type)) return helper("finite", over(f("sum", exact)));
    // Spark adds up bigint in 64 bits and gives NULL when a part of the sum leaves them, though the whole may not.
    if (isInteger(type) && type.kind !== "int32") return helper("to_bigint", over(f("try_sum", castTo(exact, WIDE_INTEGER))));
    const sum = over(f("try_sum", exact));
    const lacksDigits = type.kind === "decimal" && type.precision + DIGITS_THAT_A_SUM_ADDS < 38;
    return lacksDigits ? castTo(sum, { ...type, precision: 38 }) : sum;
  },
  avg: ({ type, exact }, over) => {
    if (isFloating(type)) return helper("finite", over(f("avg", exact)));
    const wide = castTo(exact, { ...WIDE_INTEGER, scale: type.kind === "decimal" ? type.scale : 0 });
    return binary(castTo(over(f("try_sum", wide)), DOUBLE), "/", over(f("count", exact)));
  },
  min: ({ exact }, over) => over(f("min", exact)),
  max: ({ exact }, over) => over(f("max", exact)),
};

export const aggregateColumn = (name: AggregateName, operand: Operand, over: Over = (call) => call): PythonExpression =>
  AGGREGATES[name](operand, over);

/** The number of rows. */
export const COUNT_OF_ROWS: PythonExpression = f("count", string("*"));
