import type { collections } from "../../../expressions/collections.ts";
import { binary, type FunctionSql, native, unary } from "./operand.ts";

/** DuckDB counts from 1, and from the end at -1. */
const at: FunctionSql = binary((array, { value }) => {
  const place = Number(value);
  if (!Number.isInteger(place)) throw new Error("the place of an element must be a constant");
  return `list_extract(${array.sql}, ${place < 0 ? place : place + 1})`;
});

export const COLLECTIONS: { readonly [K in keyof typeof collections]: FunctionSql } = {
  at,
  includes: native("list_contains"),
  get: binary((map, key) => `map_extract_value(${map.sql}, ${key.sql})`),
  size: unary(({ sql, type }) => (type.kind === "map" ? `CAST(cardinality(${sql}) AS BIGINT)` : `len(${sql})`)),
};
