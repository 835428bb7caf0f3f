import type { ColumnType, ScalarKind } from "../../schema/column-type.ts";

const SCALARS: { readonly [K in Exclude<ScalarKind, "unknown">]: string } = {
  string: "string",
  boolean: "boolean",
  int32: "int",
  int64: "bigint",
  float: "float",
  double: "double",
  date: "date",
  timestamp: "timestamp",
  epochMillis: "bigint",
};

/** The type in Spark's DDL, as `Column.cast` takes it. Throws for `unknown`, which no checked plan has. */
export function sparkType(type: ColumnType): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "array":
      return `array<${sparkType(type.element)}>`;
    case "map":
      return `map<string,${sparkType(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${quoted(field.name)}:${sparkType(field.type)}`).join(",")}>`;
    case "unknown":
      throw new Error("a checked plan has no unknown type");
    default:
      return SCALARS[type.kind];
  }
}

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** A column's name as `F.col` and `select` read it: a dot would lead into a struct, and a star means all columns. */
export const columnReference = (name: string, alias?: string): string => {
  const reference = /[.`*]/.test(name) ? quoted(name) : name;
  return alias === undefined ? reference : `${alias}.${reference}`;
};
