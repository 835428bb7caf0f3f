import type { TableFormat } from "../operations/lake.ts";

/** Iceberg (format version 2): the default of trusted and curated tables. */
export const iceberg = (): TableFormat & { readonly kind: "iceberg" } => ({ kind: "iceberg" });

/** JSON lines, read by Athena through the OpenX SerDe. */
export const json = (): TableFormat & { readonly kind: "json" } => ({ kind: "json" });

export const parquet = (): TableFormat & { readonly kind: "parquet" } => ({ kind: "parquet" });

export const isFormat = (value: unknown): value is TableFormat =>
  typeof value === "object" && value !== null && "kind" in value && ["iceberg", "json", "parquet"].includes(String(value.kind));
