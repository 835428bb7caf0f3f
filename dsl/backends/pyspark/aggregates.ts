import type { AggregateName } from "../../expressions/aggregate.ts";
import { type ColumnType, DOUBLE, isFloating, isInteger } from "../../schema/column-type.ts";
import { castTo, f, helper, type Operand } from "./operands.ts";
import { binary, method, number, type PythonExpression, string } from "./python-tree.ts";

/** Spark's sum of a decimal has this many digits more, at most 38: of longer ones a part of the sum may have too many, though the whole has not. */
const DIGITS_THAT_A_SUM_ADDS = 10;
const isLong = (type: ColumnType): boolean => type.kind === "decimal" && type.precision + DIGITS_THAT_A_SUM_ADDS > 38;

const WIDE_INTEGER = { kind: "decimal", precision: 38, scale: 0 } as const;

/** What a measure is computed over: a window, or without one the group. */
type Window = PythonExpression | undefined;

/** A measure over the values of an operand. */
const AGGREGATES: { readonly [K in AggregateName]: (operand: Operand, window: Window) => PythonExpression } = {
  count: ({ exact }, window) => over(f("count", exact), window),
  countDistinct: ({ exact }, window) => over(f("count_distinct", exact), window),
  sum: ({ type, exact }, window) => {
    if (isFloating(type)) return helper("float_sum", exact, ...asked(window));
    // Spark adds up bigint in 64 bits and gives NULL when a part of the sum leaves them, though the whole may not.
    if (isInteger(type) && type.kind !== "int32") return helper("to_bigint", over(f("try_sum", castTo(exact, WIDE_INTEGER)), window));
    if (isLong(type)) return decimalSum({ type, exact }, window);
    const sum = over(f("try_sum", exact), window);
    const lacksDigits = type.kind === "decimal" && type.precision + DIGITS_THAT_A_SUM_ADDS < 38;
    return lacksDigits ? castTo(sum, { ...type, precision: 38 }) : sum;
  },
  avg: ({ type, exact }, window) => {
    if (isFloating(type)) return helper("float_mean", exact, ...asked(window));
    const wide = castTo(exact, { ...WIDE_INTEGER, scale: scaleOf(type) });
    const total = isLong(type) ? decimalSum({ type, exact }, window) : over(f("try_sum", wide), window);
    return binary(castTo(total, DOUBLE), "/", over(f("count", exact), window));
  },
  min: ({ exact }, window) => over(f("min", exact), window),
  max: ({ exact }, window) => over(f("max", exact), window),
};

const asked = (window: Window): readonly PythonExpression[] => (window === undefined ? [] : [window]);

const over = (call: PythonExpression, window: Window): PythonExpression => (window === undefined ? call : method(call, "over", window));

const scaleOf = (type: ColumnType): number => (type.kind === "decimal" ? type.scale : 0);

const decimalSum = ({ type, exact }: Pick<Operand, "type" | "exact">, window: Window): PythonExpression =>
  helper("decimal_sum", exact, number(BigInt(scaleOf(type))), ...asked(window));

export const aggregateColumn = (name: AggregateName, operand: Operand, window?: PythonExpression): PythonExpression =>
  AGGREGATES[name](operand, window);

/** The number of rows. */
export const COUNT_OF_ROWS: PythonExpression = f("count", string("*"));
