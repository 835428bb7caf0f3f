import type { ColumnType } from "../../schema/column-type.ts";

/**
 * The type as Glue and Athena DDL write it. Epoch milliseconds are a `bigint`. Names of struct fields are in lower
 * case, as the catalog keeps them.
 */
export function hiveType(type: ColumnType): string {
  switch (type.kind) {
    case "string":
    case "boolean":
    case "float":
    case "double":
    case "date":
    case "timestamp":
      return type.kind;
    case "int32":
      return "int";
    case "int64":
    case "epochMillis":
      return "bigint";
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "array":
      return `array<${hiveType(type.element)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name.toLowerCase()}:${hiveType(field.type)}`).join(",")}>`;
    case "map":
      return `map<string,${hiveType(type.value)}>`;
    case "unknown":
      throw new Error("a column of unknown type was not reported");
  }
}
