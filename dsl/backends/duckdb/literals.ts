import type { LiteralExpression } from "../../expressions/expression.ts";
import { sqlType } from "./types.ts";

/** Text as SQL has it, in quotes. NUL would end the statement, so it is written as a call. Throws when it is no Unicode text. */
export function text(value: string): string {
  if (!value.isWellFormed()) throw new Error(`${JSON.stringify(value)} is not Unicode text`);
  const parts = value.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts.join("") : `concat(${parts.join(", chr(0), ")})`;
}

/** A finite double, exactly. DuckDB takes a number with an exponent for a double, and any other for a decimal. */
export function double(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} is not finite`);
  const digits = String(value);
  const written = digits.includes("e") ? digits : `${digits}e0`;
  return value < 0 ? `(${written})` : written;
}

/** A constant of an expression. Throws when its value is not one of its type. */
export function literal({ type, value }: LiteralExpression): string {
  if (value === null) return `CAST(NULL AS ${sqlType(type)})`;
  switch (type.kind) {
    case "string":
      return text(String(value));
    case "boolean":
      return value === true ? "TRUE" : "FALSE";
    case "int32":
    case "int64":
    case "epochMillis":
      return `CAST(${wholeNumber(value)} AS ${sqlType(type)})`;
    case "double":
      return double(Number(value));
    case "float":
      return `CAST(${double(Number(value))} AS FLOAT)`;
    case "decimal":
    case "date":
      return `CAST(${text(String(value))} AS ${sqlType(type)})`;
    case "timestamp":
      return `CAST(${text(String(value).replace(/Z$/, ""))} AS TIMESTAMP)`;
    default:
      throw new Error(`there is no constant of type ${type.kind}`);
  }
}

function wholeNumber(value: string | number | boolean): string {
  const digits = String(value);
  if (!/^-?[0-9]+$/.test(digits)) throw new Error(`${digits} is not a whole number`);
  return digits;
}
