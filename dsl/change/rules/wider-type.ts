import type { ColumnType, StructField } from "../../schema/column-type.ts";

/** The types to which a scalar widens without a value changing: those that Iceberg promotes (https://iceberg.apache.org/spec/#schema-evolution). */
const WIDER: Readonly<Record<string, string>> = { int32: "int64", float: "double" };

/** Structural equality, nullability of fields included; descriptions do not count. */
export const isSameType = (a: ColumnType, b: ColumnType): boolean => isWider(a, b) && isWider(b, a);

/** Whether every value of the one type is one of the other, and reads the same. */
export function isWider(from: ColumnType, to: ColumnType): boolean {
  if (from.kind === "decimal" && to.kind === "decimal") return to.scale === from.scale && to.precision >= from.precision;
  if (from.kind === "array" && to.kind === "array") return isWider(from.element, to.element);
  if (from.kind === "map" && to.kind === "map") return isWider(from.value, to.value);
  if (from.kind === "struct" && to.kind === "struct") return from.fields.every((field) => hasWider(field, to.fields));
  return from.kind === to.kind || WIDER[from.kind] === to.kind;
}

const hasWider = (field: StructField, fields: readonly StructField[]): boolean =>
  fields.some(({ name, type, nullable }) => name === field.name && isWider(field.type, type) && (nullable || !field.nullable));
