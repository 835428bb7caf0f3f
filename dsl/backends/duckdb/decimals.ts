import type { ColumnType } from "../../schema/column-type.ts";
import { bind } from "./bind.ts";
import { tryCast } from "./try-cast.ts";
import { sqlType } from "./types.ts";

/** Digits that DuckDB's decimals, and its 128-bit integers without remainder, can hold. */
export const MOST_DIGITS = 38;

export interface DecimalShape {
  readonly precision: number;
  readonly scale: number;
}

/** A product of decimals of fewer digits fails where it has more than 18. */
export const WIDE_DIGITS = 19;

/** The decimal that holds every value of an integer or decimal type. */
export function shapeOf(type: ColumnType): DecimalShape {
  switch (type.kind) {
    case "decimal":
      return type;
    case "int32":
      return { precision: 10, scale: 0 };
    case "int64":
      return { precision: 19, scale: 0 };
    default:
      throw new Error(`${type.kind} is no exact number`);
  }
}

export const decimalOf = (scale: number): ColumnType => ({ kind: "decimal", precision: MOST_DIGITS, scale });

/** An exact number as a decimal(38, scale); NULL where it does not fit. `scale` is not smaller than its own. */
export const widened = (sql: string, scale: number): string => tryCast(sql, sqlType(decimalOf(scale)));

/** Whether every value of the type fits a decimal(38, scale). */
export function alwaysFits(type: ColumnType, scale: number): boolean {
  const shape = shapeOf(type);
  return shape.precision - shape.scale + scale <= MOST_DIGITS;
}

/** The number without its point, a HUGEINT. */
export function unscaled(sql: string, type: ColumnType): string {
  const { precision, scale } = shapeOf(type);
  if (scale === 0) return `CAST(${sql} AS HUGEINT)`;
  const digits = Math.max(precision, WIDE_DIGITS);
  const product = `CAST(${sql} AS DECIMAL(${digits},${scale})) * CAST(${powerOf(scale)} AS DECIMAL(${scale + 1},0))`;
  return `CAST(${digits + scale < MOST_DIGITS ? product : `replace(CAST(${sql} AS VARCHAR), '.', '')`} AS HUGEINT)`;
}

const powerOf = (power: number): string => `1${"0".repeat(power)}`;

/** The decimal(38, scale) of a HUGEINT without its point; NULL where that has more than 38 digits. */
export function scaled(sql: string, scale: number): string {
  const whole = tryCast(sql, `DECIMAL(${MOST_DIGITS},0)`);
  return scale === 0 ? whole : `(${whole} * CAST('${unitOf(scale)}' AS DECIMAL(${scale},${scale})))`;
}

/** One in the last place: `0.01` for a scale of 2. */
const unitOf = (scale: number): string => `0.${"1".padStart(scale, "0")}`;

/** The plain digits, with a zero before the point: DuckDB writes a decimal(2,2) as `.50`. */
export function decimalText(sql: string, { precision, scale }: DecimalShape): string {
  const digits = `CAST(${sql} AS VARCHAR)`;
  return precision === scale ? `regexp_replace(${digits}, '^(-?)[.]', '\\10.')` : digits;
}

/** What to compare an exact number by, next to others of up to `scale` decimals: the decimal, or its two parts in order. */
export function comparableExact(sql: string, type: ColumnType, scale: number, inParts: boolean): string {
  if (!inParts) return `CAST(${sql} AS ${sqlType(decimalOf(scale))})`;
  return bind({ value: `CAST(${sql} AS ${sqlType(decimalOf(shapeOf(type).scale))})` }, ({ value }) => {
    const whole = `trunc(${value})`;
    const parts = `struct_pack(whole := CAST(${whole} AS ${sqlType(decimalOf(0))}), part := CAST(${value} - ${whole} AS ${sqlType(decimalOf(scale))}))`;
    return `CASE WHEN ${value} IS NOT NULL THEN ${parts} END`;
  });
}

/**
 * A quotient as a decimal(38,6), rounded half away from zero; NULL where the dividend or the divisor, as a whole number
 * after both were multiplied by the same power of ten, has more than 37 digits. The runtime of the jobs has it too.
 */
export function quotient(dividend: string, dividendType: ColumnType, divisor: string, divisorType: ColumnType): string {
  const shift = QUOTIENT_SCALE + shapeOf(divisorType).scale - shapeOf(dividendType).scale;
  const n = shifted(dividend, dividendType, shift);
  const d = shifted(divisor, divisorType, -shift);
  const rounded = bind({ n, d }, ({ n, d }) => `sign(${n}) * sign(${d}) * ((2 * abs(${n}) + abs(${d})) // (2 * abs(${d})))`);
  return scaled(`TRY(${rounded})`, QUOTIENT_SCALE);
}

const QUOTIENT_SCALE = 6;

/** Digits that a 64-bit integer holds, with one to spare. */
const DIGITS_64 = 17;

/** The number without its point times a power of ten, in 64 bits where its type says that it fits. */
function shifted(sql: string, type: ColumnType, shift: number): string {
  const power = Math.max(shift, 0);
  if (power >= MOST_DIGITS) return "CAST(NULL AS HUGEINT)";
  const product = power === 0 ? unscaled(sql, type) : `TRY(${unscaled(sql, type)} * CAST(${powerOf(power)} AS HUGEINT))`;
  const digits = shapeOf(type).precision + power;
  if (digits <= DIGITS_64) return `CAST(${product} AS BIGINT)`;
  if (digits < MOST_DIGITS) return product;
  return bind({ product }, ({ product }) => `CASE WHEN abs(${product}) < ${powerOf(MOST_DIGITS - 1)} THEN ${product} END`);
}
