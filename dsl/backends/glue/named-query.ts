import type { CatalogTable } from "./table-input.ts";
import { shownLine } from "./table-input.ts";

/** A first look at a table, as an Athena named query. */
export function previewQuery(table: CatalogTable): string {
  const columns = table.columns.map(({ name }) => `  ${identifier(name)}`).join(",\n");
  const comment = table.description === undefined ? "" : `-- ${shownLine(table.description)}\n`;
  return `${comment}SELECT\n${columns}\nFROM ${identifier(table.name)}\nLIMIT 100;\n`;
}

/** How many rows each table has. */
export function rowCountsQuery(tables: readonly CatalogTable[]): string {
  const counts = tables.map(({ name }) => `SELECT '${name}' AS "table", count(*) AS "rows" FROM ${identifier(name)}`);
  return `-- How many rows each table has.\n${counts.join("\nUNION ALL ")}\nORDER BY 1;\n`;
}

const identifier = (name: string): string => `"${name.toLowerCase().replaceAll('"', '""')}"`;
