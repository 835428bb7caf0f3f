import type { LiteralExpression } from "../expressions/expression.ts";
import { BOOLEAN, type ColumnType, DOUBLE, EPOCH_MILLIS, INT32, INT64, STRING, TIMESTAMP } from "../schema/column-type.ts";

const INT32_MAX = 2 ** 31 - 1;
const INT64_MAX = 2n ** 63n - 1n;

/** The literal for a JavaScript value, of the type that the other side wants where the value fits it; undefined when it fits no type, as half of a surrogate pair does. */
export function literalOf(value: unknown, wanted?: ColumnType): LiteralExpression | undefined {
  switch (typeof value) {
    case "string":
      if (!value.isWellFormed()) return undefined;
      return wanted?.kind === "date" ? dateLiteral(value) : { op: "literal", type: STRING, value };
    case "boolean":
      return { op: "literal", type: BOOLEAN, value };
    case "bigint":
      return value >= -INT64_MAX - 1n && value <= INT64_MAX ? { op: "literal", type: INT64, value: value.toString() } : undefined;
    case "number":
      return numberLiteral(value, wanted);
    default:
      return value instanceof Date && !Number.isNaN(value.getTime()) ? instantLiteral(value, wanted) : undefined;
  }
}

function numberLiteral(value: number, wanted: ColumnType | undefined): LiteralExpression | undefined {
  if (!Number.isFinite(value)) return undefined;
  const normal = value === 0 ? 0 : value;
  if (!Number.isSafeInteger(normal)) return { op: "literal", type: DOUBLE, value: normal };
  if (wanted?.kind === "epochMillis") return { op: "literal", type: EPOCH_MILLIS, value: normal.toString() };
  if (wanted?.kind === "double" || wanted?.kind === "float") return { op: "literal", type: DOUBLE, value: normal };
  if (wanted?.kind === "int64" || Math.abs(normal) > INT32_MAX) return { op: "literal", type: INT64, value: normal.toString() };
  return { op: "literal", type: INT32, value: normal };
}

function instantLiteral(value: Date, wanted: ColumnType | undefined): LiteralExpression {
  return wanted?.kind === "epochMillis"
    ? { op: "literal", type: EPOCH_MILLIS, value: value.getTime().toString() }
    : { op: "literal", type: TIMESTAMP, value: value.toISOString() };
}

function dateLiteral(value: string): LiteralExpression | undefined {
  const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  const real = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value) && !value.startsWith("0000");
  return real ? { op: "literal", type: { kind: "date" }, value } : undefined;
}
