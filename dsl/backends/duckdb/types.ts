import type { ColumnType, ScalarKind } from "../../schema/column-type.ts";
import { identifier } from "./identifier.ts";

const SCALARS: { readonly [K in Exclude<ScalarKind, "unknown">]: string } = {
  string: "VARCHAR",
  boolean: "BOOLEAN",
  int32: "INTEGER",
  int64: "BIGINT",
  epochMillis: "BIGINT",
  float: "FLOAT",
  double: "DOUBLE",
  date: "DATE",
  /** Without a zone: it means UTC. */
  timestamp: "TIMESTAMP",
};

/** The DuckDB type of a column type. Throws for `unknown`, which a checked plan does not have. */
export function sqlType(type: ColumnType): string {
  switch (type.kind) {
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "array":
      return `${sqlType(type.element)}[]`;
    case "struct":
      return `STRUCT(${type.fields.map((field) => `${identifier(field.name)} ${sqlType(field.type)}`).join(", ")})`;
    case "map":
      return `MAP(VARCHAR, ${sqlType(type.value)})`;
    case "unknown":
      throw new Error("a checked plan has no unknown type");
    default:
      return SCALARS[type.kind];
  }
}
