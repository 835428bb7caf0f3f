import type { ColumnType } from "../../../schema/column-type.ts";
import type { RowCheck } from "../../../schema/row-check.ts";
import { DAY_TEXT } from "../casts.ts";
import { double, text } from "../literals.ts";
import { sqlType } from "../types.ts";

/** What DuckDB knows of one value of a line, each a name in SQL. */
export interface LineValue {
  /** DuckDB's name of the JSON type. */
  readonly jsonType: string;
  /** A string without its quotes, else the JSON. */
  readonly text: string;
  /** As `sureValue` makes it. */
  readonly value: string;
}

const INTEGER = "('BIGINT', 'UBIGINT')";
const NUMBER = "('BIGINT', 'UBIGINT', 'DOUBLE')";
/** A double that is a whole number, and no other number of as many digits is. */
const WHOLE = "-?[0-9]{1,15}[.]0+";
/** Digits before and behind the point that a double keeps together. */
const WHOLE_DIGITS = 9;
const FRACTION_DIGITS = 5;
/** A larger double is a whole number, though not the one that was written. */
const WHOLE_DOUBLE = 2 ** 53;

/** The value of the column's type; NULL where there is none. */
export function sureValue(type: ColumnType, { text: string }: Pick<LineValue, "text">): string {
  switch (type.kind) {
    case "string":
      return string;
    case "boolean":
      return `${string} = 'true'`;
    case "float":
      return `TRY_CAST(TRY_CAST(${string} AS DOUBLE) AS FLOAT)`;
    case "timestamp":
      return `TRY_CAST(rtrim(${string}, 'Z') AS TIMESTAMP)`;
    default:
      return `TRY_CAST(${string} AS ${sqlType(type)})`;
  }
}

const matches = (sql: string, pattern: string): string => `regexp_full_match(${sql}, ${text(pattern)})`;

/** Whether the value surely fits the column. */
function fitsType(type: ColumnType, { jsonType, text: string, value }: LineValue): string {
  switch (type.kind) {
    case "string":
      return `${jsonType} = 'VARCHAR'`;
    case "boolean":
      return `${jsonType} = 'BOOLEAN'`;
    case "int32":
    case "int64":
    case "epochMillis":
      return `(${jsonType} IN ${INTEGER} OR (${jsonType} = 'DOUBLE' AND ${matches(string, WHOLE)})) AND ${value} IS NOT NULL`;
    case "float":
    case "double":
      return `${jsonType} IN ${NUMBER} AND isfinite(${value})`;
    case "decimal": {
      const whole = Math.min(type.precision - type.scale, WHOLE_DIGITS);
      const fraction = Math.min(type.scale, FRACTION_DIGITS);
      const pattern = `-?${whole === 0 ? "0" : `[0-9]{1,${whole}}`}(?:[.](?:0${fraction === 0 ? "" : `|[0-9]{1,${fraction}}`}))?`;
      return `${jsonType} IN ${NUMBER} AND ${matches(string, pattern)} AND ${value} IS NOT NULL`;
    }
    case "date":
      return `${jsonType} = 'VARCHAR' AND ${matches(string, DAY_TEXT)} AND ${value} IS NOT NULL`;
    case "timestamp": {
      const pattern = `${DAY_TEXT}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?Z`;
      return `${jsonType} = 'VARCHAR' AND ${matches(string, pattern)} AND ${value} IS NOT NULL`;
    }
    default:
      return "FALSE";
  }
}

/** Whether the value surely passes the check. Where SQL would have to round, it is not sure. */
function passes(type: ColumnType, check: RowCheck, line: LineValue): string {
  const isText = type.kind === "string";
  const isInteger = type.kind === "int32" || type.kind === "int64" || type.kind === "epochMillis";
  const number = isInteger ? line.value : `TRY_CAST(${line.text} AS DOUBLE)`;
  switch (check.rule) {
    case "pattern":
      return isText ? `regexp_matches(${line.text}, ${text(check.pattern)})` : "FALSE";
    case "oneOf": {
      const members = check.values.flatMap((value) =>
        typeof value === "string" ? (isText ? [text(value)] : []) : isText ? [] : isInteger ? wholeConstant(value) : [double(value)],
      );
      return members.length === 0 ? "FALSE" : `${isText ? line.text : number} IN (${members.join(", ")})`;
    }
    case "min":
    case "max": {
      const { value, exclusive } = check;
      const operator = `${check.rule === "min" ? ">" : "<"}${exclusive || (isInteger && !Number.isInteger(value)) ? "" : "="}`;
      return `${number} ${operator} ${isInteger ? (check.rule === "min" ? Math.floor(value) : Math.ceil(value)) : double(value)}`;
    }
    case "multipleOf":
      if (type.kind === "decimal") return check.value === Number(`1e-${type.scale}`) ? "TRUE" : "FALSE";
      if (!Number.isSafeInteger(check.value)) return "FALSE";
      return isInteger
        ? `${number} % ${check.value} = 0`
        : `abs(${number}) <= ${double(WHOLE_DOUBLE)} AND ${number} % ${double(check.value)} = 0`;
    case "minLength":
      return isText ? `length(${line.text}) >= ${double(check.value)}` : "FALSE";
    case "maxLength":
      return isText ? `length(${line.text}) <= ${double(check.value)}` : "FALSE";
  }
}

const wholeConstant = (value: number): readonly string[] => (Number.isSafeInteger(value) ? [String(value)] : []);

export const sureCheck = { type: fitsType, row: passes } as const;
