import { DIFFERENCE_UNITS, type DifferenceUnit, TRUNCATE_UNITS, type time } from "../../../expressions/time.ts";
import { bind } from "../bind.ts";
import { opaque } from "../opaque.ts";
import { tryCast } from "../try-cast.ts";
import { argument, type FunctionSql, type Operand, unary } from "./operand.ts";

/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z. */
const FIRST_MILLI = -62_135_596_800_000;
const LAST_MILLI = 253_402_300_799_999;

const MICROS: { readonly [U in DifferenceUnit]: number } = {
  millisecond: 1_000,
  second: 1_000_000,
  minute: 60_000_000,
  hour: 3_600_000_000,
  day: 86_400_000_000,
};

const timestampOf = ({ sql, type }: Operand): string =>
  type.kind === "timestamp"
    ? sql
    : bind({ value: sql }, ({ value }) => `CASE WHEN ${value} BETWEEN ${FIRST_MILLI} AND ${LAST_MILLI} THEN epoch_ms(${value}) END`);

/** DuckDB's `epoch_ms` rounds toward 1970. */
const millisOf = (timestamp: string): string => `epoch_ms(date_trunc('millisecond', ${timestamp}))`;

function unitOf<U extends string>({ value }: Operand, units: readonly U[]): U {
  const unit = units.find((known) => known === value);
  if (unit === undefined) throw new Error(`${String(value)} is not a unit of time`);
  return unit;
}

/** DuckDB takes `date_trunc(unit, x) <> k` for true where no unit starts at `k`, also where `x` is NULL. */
const truncatedTo: FunctionSql = (args) => {
  const instant = argument(args, 0);
  const start = opaque(`date_trunc('${unitOf(argument(args, 1), TRUNCATE_UNITS)}', ${timestampOf(instant)})`);
  return instant.type.kind === "timestamp" ? start : `epoch_ms(${start})`;
};

const difference: FunctionSql = (args) => {
  const end = argument(args, 0);
  const start = argument(args, 1);
  const micros = MICROS[unitOf(argument(args, 2), DIFFERENCE_UNITS)];
  if (end.type.kind === "timestamp") return `((epoch_us(${end.sql}) - epoch_us(${start.sql})) // ${micros})`;
  return `(${tryCast(`CAST(${end.sql} AS HUGEINT) - CAST(${start.sql} AS HUGEINT)`, "BIGINT")} // ${micros / 1_000})`;
};

export const TIME: { readonly [K in keyof typeof time]: FunctionSql } = {
  toTimestamp: unary(timestampOf),
  toEpochMillis: unary((a) => millisOf(a.sql)),
  toDate: unary((a) => `CAST(${timestampOf(a)} AS DATE)`),
  truncatedTo,
  difference,
};
