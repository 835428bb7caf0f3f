import type { SourceColumn, SourcePlan } from "../../../dsl/operations/lake.ts";
import type { ColumnType } from "../../../dsl/schema/column-type.ts";
import type { RowCheck } from "../../../dsl/schema/row-check.ts";

type Kind = Exclude<ColumnType, { precision: number } | { element: ColumnType } | { fields: unknown } | { value: ColumnType }>["kind"];

export const column = (name: string, type: Kind | ColumnType, checks: readonly RowCheck[] = []): SourceColumn => ({
  name,
  type: typeof type === "string" ? { kind: type } : type,
  nullable: true,
  checks,
});

export const required = (name: string, type: Kind | ColumnType, checks: readonly RowCheck[] = []): SourceColumn => ({
  ...column(name, type, checks),
  nullable: false,
});

export const sourceOf = (columns: readonly SourceColumn[], name = "readings"): SourcePlan => ({
  name,
  zone: "landing",
  file: "transforms/landing/readings.ts",
  path: "readings/",
  format: { kind: "json" },
  columns,
  unique: [],
  person: [],
  quarantine: { atMost: 1 },
});
