import { castMayFail } from "../../expressions/type-rules.ts";
import { type ColumnType, isFloating, isInteger, sameType, typeName } from "../../schema/column-type.ts";
import { bind, finite } from "./bind.ts";
import { decimalText } from "./decimals.ts";
import { tryCast } from "./try-cast.ts";
import { sqlType } from "./types.ts";

const INTEGER_TEXT = "^[+-]?[0-9]+$";
const DECIMAL_TEXT = "^[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)$";
const NUMBER_TEXT = "^[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]+)?$";
const YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
/** A day, without the year 0, which DuckDB has. */
export const DAY_TEXT = `${YEAR}-[0-9]{2}-[0-9]{2}`;

/** Decimals of so many digits are divided by a power of ten without an error before the division. */
const EXACT_IN_DOUBLE = 15;

/** A value converted to another type, NULL where it has no counterpart. Throws for a pair that `castMayFail` does not have. */
export function castSql(sql: string, from: ColumnType, to: ColumnType): string {
  if (castMayFail(from, to) === undefined) throw new Error(`there is no cast from ${typeName(from)} to ${typeName(to)}`);
  if (sameType(from, to)) return sql;
  if (from.kind === "string") return fromText(sql, to);
  switch (to.kind) {
    case "string":
      return from.kind === "decimal" ? decimalText(sql, from) : `CAST(${sql} AS VARCHAR)`;
    case "int32":
    case "int64":
      return toInteger(sql, from, to);
    case "epochMillis":
    case "timestamp":
      return `CAST(${sql} AS ${sqlType(to)})`;
    case "decimal":
      return isFloating(from) ? floatingToDecimal(sql, to) : tryCast(sql, sqlType(to));
    case "float":
    case "double":
      return toFloating(sql, from, to);
    default:
      throw new Error(`the cast from ${typeName(from)} to ${typeName(to)} is not written`);
  }
}

function toInteger(sql: string, from: ColumnType, to: ColumnType): string {
  const whole = isFloating(from) || from.kind === "decimal" ? `trunc(${sql})` : sql;
  return tryCast(whole, sqlType(to));
}

function toFloating(sql: string, from: ColumnType, to: ColumnType): string {
  if (from.kind === "double") return tryCast(sql, "FLOAT");
  const isExact =
    isInteger(from) || from.kind === "float" || (from.kind === "decimal" && to.kind === "double" && from.precision <= EXACT_IN_DOUBLE);
  return `CAST(${isExact ? sql : `CAST(${sql} AS VARCHAR)`} AS ${sqlType(to)})`;
}

/**
 * The shortest decimal form of a double is what is rounded. DuckDB rounds text with a negative exponent wrongly, so that
 * is written out: `5e-07` as `0.0000005`.
 */
function floatingToDecimal(sql: string, to: ColumnType): string {
  return bind({ digits: `CAST(CAST(${sql} AS DOUBLE) AS VARCHAR)` }, ({ digits }) => {
    const zeros = `repeat('0', TRY_CAST(split_part(${digits}, 'e-', 2) AS BIGINT) - 1)`;
    const mantissa = `translate(split_part(${digits}, 'e-', 1), '-.', '')`;
    const plain = `CASE WHEN starts_with(${digits}, '-') THEN '-' ELSE '' END || '0.' || ${zeros} || ${mantissa}`;
    return tryCast(`CASE WHEN contains(${digits}, 'e-') THEN ${plain} ELSE ${digits} END`, sqlType(to));
  });
}

/** What text must be to be read as a value of the type. DuckDB alone would take much else: blanks, underscores, `t`, `infinity`. */
function fromText(sql: string, to: ColumnType): string {
  const read = (pattern: string): string => tryCast(`regexp_extract(${sql}, '${pattern}')`, sqlType(to));
  switch (to.kind) {
    case "int32":
    case "int64":
      return read(INTEGER_TEXT);
    case "decimal":
      return read(DECIMAL_TEXT);
    case "float":
    case "double":
      return finite(read(NUMBER_TEXT));
    case "boolean":
      return read("^(?:true|false)$");
    case "date":
      return read(`^${DAY_TEXT}$`);
    default:
      throw new Error(`the cast from string to ${typeName(to)} is not written`);
  }
}
