import type { arithmetic } from "../../../expressions/arithmetic.ts";
import { type ColumnType, DOUBLE, isFloating, isInteger } from "../../../schema/column-type.ts";
import { finite } from "../bind.ts";
import { castSql } from "../casts.ts";
import { decimalOf, MOST_DIGITS, quotient, shapeOf, WIDE_DIGITS, widened } from "../decimals.ts";
import { tryCast } from "../try-cast.ts";
import { sqlType } from "../types.ts";
import { binary, type FunctionSql, type Operand, unary } from "./operand.ts";

/** Integers are computed in 128 bits, where no operation on 64-bit ones overflows. */
const wide = ({ sql }: Operand): string => `CAST(${sql} AS HUGEINT)`;
const narrow = (sql: string): string => tryCast(sql, "BIGINT");

/**
 * What is not finite stays so in sums, products and quotients, but not as a divisor. So one guard around a chain of them
 * does for all.
 */
const guarded = (unguarded: string): Pick<Operand, "sql" | "unguarded"> => ({ sql: finite(unguarded), unguarded });
const asDouble = ({ sql, type, unguarded }: Operand): string => unguarded ?? castSql(sql, type, DOUBLE);
const guardedDouble = ({ sql, type }: Operand): string => castSql(sql, type, DOUBLE);

const allIntegers = (...operands: readonly Operand[]): boolean => operands.every(({ type }) => isInteger(type));
const someFloating = (...operands: readonly Operand[]): boolean => operands.some(({ type }) => isFloating(type));

const sum = (operator: "+" | "-"): FunctionSql =>
  binary((a, b) => {
    if (someFloating(a, b)) return guarded(`(${asDouble(a)} ${operator} ${asDouble(b)})`);
    if (allIntegers(a, b)) return narrow(`${wide(a)} ${operator} ${wide(b)}`);
    const scale = Math.max(shapeOf(a.type).scale, shapeOf(b.type).scale);
    return `TRY(${widened(a.sql, scale)} ${operator} ${widened(b.sql, scale)})`;
  });

/** Where the scales add up to more than 38, the second factor is first rounded to the decimals that are left. */
const product: FunctionSql = binary((a, b) => {
  if (someFloating(a, b)) return guarded(`(${asDouble(a)} * ${asDouble(b)})`);
  if (allIntegers(a, b)) return narrow(`${wide(a)} * ${wide(b)}`);
  const left = shapeOf(a.type);
  const right = shapeOf(b.type);
  const scale = Math.min(right.scale, MOST_DIGITS - left.scale);
  const factors = [
    exact(a, { ...left, precision: Math.max(left.precision, WIDE_DIGITS) }),
    exact(b, { precision: scale < right.scale ? MOST_DIGITS : right.precision, scale }),
  ];
  return `TRY(CAST(${factors.join(" * ")} AS ${sqlType(decimalOf(left.scale + scale))}))`;
});

const exact = ({ sql }: Operand, shape: { readonly precision: number; readonly scale: number }): string =>
  tryCast(sql, sqlType({ kind: "decimal", ...shape }));

const division: FunctionSql = binary((a, b) =>
  someFloating(a, b) || allIntegers(a, b) ? guarded(`(${asDouble(a)} / ${guardedDouble(b)})`) : quotient(a.sql, a.type, b.sql, b.type),
);

const signed = (ofInteger: (sql: string) => string, ofOther: (sql: string) => string): FunctionSql =>
  unary((a) => (isInteger(a.type) ? narrow(ofInteger(wide(a))) : ofOther(`CAST(${a.sql} AS ${sqlType(result(a.type))})`)));

const result = (type: ColumnType): ColumnType => (type.kind === "decimal" ? decimalOf(type.scale) : DOUBLE);

export const ARITHMETIC: { readonly [K in keyof typeof arithmetic]: FunctionSql } = {
  plus: sum("+"),
  minus: sum("-"),
  times: product,
  dividedBy: division,
  modulo: binary((a, b) => narrow(`${wide(a)} % ${wide(b)}`)),
  negated: signed(
    (sql) => `-${sql}`,
    (sql) => `(-${sql})`,
  ),
  abs: signed(
    (sql) => `abs(${sql})`,
    (sql) => `abs(${sql})`,
  ),
  round: unary((a) => {
    if (isInteger(a.type)) return `CAST(${a.sql} AS BIGINT)`;
    return a.type.kind === "decimal" ? `CAST(round(${a.sql}) AS ${sqlType(decimalOf(0))})` : `round(${guardedDouble(a)})`;
  }),
};
