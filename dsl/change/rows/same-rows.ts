import { identifier } from "../../backends/duckdb/identifier.ts";
import type { Matched } from "./matched-tables.ts";

/**
 * How many rows stand in both versions, by the columns that both have: as often as a row stands in the one that has it less often. The
 * versions are attached as `base` and `head`.
 */
export function sameRowsQuery(base: string, head: string, columns: Matched["columns"]): string {
  const side = (version: "base" | "head", table: string): string =>
    `SELECT ${columns.map((column, i) => `${identifier(column[version])} AS c${i}`).join(", ")}, '${version}' AS version FROM ${version}.main.${identifier(table)}`;
  const count = (version: string): string => `count(*) FILTER (version = '${version}')`;
  const keys = columns.map((_, i) => `c${i}`).join(", ");
  return `SELECT coalesce(sum(least(base, head)), 0)::BIGINT FROM (
    SELECT ${count("base")} AS base, ${count("head")} AS head
    FROM (${side("base", base)} UNION ALL ${side("head", head)}) GROUP BY ${keys})`;
}
