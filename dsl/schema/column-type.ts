/**
 * The type of a column, as plain data. `epochMillis` is stored as a 64-bit integer and counts milliseconds since
 * 1970-01-01T00:00:00Z; it is a type of its own so that two units are never compared by accident.
 * `timestamp` is an instant with microseconds, in UTC. `unknown` marks a mistake that was already reported.
 */
export type ColumnType =
  | { readonly kind: ScalarKind }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "array"; readonly element: ColumnType }
  | { readonly kind: "struct"; readonly fields: readonly StructField[] }
  | { readonly kind: "map"; readonly value: ColumnType };

export type ScalarKind = (typeof SCALAR_KINDS)[number];

export const SCALAR_KINDS = [
  "string",
  "boolean",
  "int32",
  "int64",
  "float",
  "double",
  "date",
  "timestamp",
  "epochMillis",
  "unknown",
] as const;

export type TypeKind = ColumnType["kind"];

export interface StructField {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description?: string;
}

/** A column of a relation. Inside the lake every NULL has one meaning, whether it was absent or null in the source. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
}

/** A column of a source or table, with what people should know of it. */
export interface DescribedColumn extends Column {
  readonly description?: string;
}

/** The columns of a relation in order. A poisoned schema comes from a reported mistake: it stops further complaints. */
export interface Schema {
  readonly columns: readonly Column[];
  readonly poisoned?: true;
}

export const STRING: ColumnType = { kind: "string" };
export const BOOLEAN: ColumnType = { kind: "boolean" };
export const INT32: ColumnType = { kind: "int32" };
export const INT64: ColumnType = { kind: "int64" };
export const DOUBLE: ColumnType = { kind: "double" };
export const DATE: ColumnType = { kind: "date" };
export const TIMESTAMP: ColumnType = { kind: "timestamp" };
export const EPOCH_MILLIS: ColumnType = { kind: "epochMillis" };
export const UNKNOWN: ColumnType = { kind: "unknown" };

export const isInteger = (type: ColumnType): boolean => type.kind === "int32" || type.kind === "int64";
export const isFloating = (type: ColumnType): boolean => type.kind === "float" || type.kind === "double";
export const isNumber = (type: ColumnType): boolean => isInteger(type) || isFloating(type) || type.kind === "decimal";

/** Whether values of the type have one order and one equality on every engine; maps have neither. */
export const isComparable = (type: ColumnType): boolean => {
  switch (type.kind) {
    case "map":
      return false;
    case "array":
      return isComparable(type.element);
    case "struct":
      return type.fields.every((field) => isComparable(field.type));
    default:
      return true;
  }
};

/** Structural equality; descriptions do not count. */
export function sameType(a: ColumnType, b: ColumnType): boolean {
  if (a.kind === "unknown" || b.kind === "unknown") return true;
  if (a.kind === "decimal" && b.kind === "decimal") return a.precision === b.precision && a.scale === b.scale;
  if (a.kind === "array" && b.kind === "array") return sameType(a.element, b.element);
  if (a.kind === "map" && b.kind === "map") return sameType(a.value, b.value);
  if (a.kind === "struct" && b.kind === "struct") {
    return (
      a.fields.length === b.fields.length &&
      a.fields.every((field, i) => {
        const other = b.fields[i];
        return other !== undefined && field.name === other.name && sameType(field.type, other.type);
      })
    );
  }
  return a.kind === b.kind;
}

/** The type in words, for messages: `decimal(10,2)`, `array of string`. */
export function typeName(type: ColumnType): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "array":
      return `array of ${typeName(type.element)}`;
    case "map":
      return `map of ${typeName(type.value)}`;
    case "struct":
      return `struct of ${type.fields.map((field) => `${field.name}: ${typeName(field.type)}`).join(", ")}`;
    default:
      return type.kind;
  }
}
