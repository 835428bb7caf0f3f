import { resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier } from "../backends/duckdb/identifier.ts";
import { quarantineTable } from "../backends/duckdb/landing/staging.ts";
import { text } from "../backends/duckdb/literals.ts";
import { sqlType } from "../backends/duckdb/types.ts";
import type { LakeVersion, TableVersion } from "./version.ts";

/** A view of a Parquet file; `name` is as SQL has it. A folder `key=value` above the file must not become a column. */
export const viewOfParquet = (name: string, path: string): string =>
  `CREATE VIEW ${name} AS SELECT * FROM read_parquet(${text(path)}, hive_partitioning = false)`;

const viewOfJson = (name: string, path: string, columns: TableVersion["columns"]): string => {
  const types = columns.map((column) => `${text(column.name)}: ${text(sqlType(column.type))}`).join(", ");
  return `CREATE VIEW ${name} AS SELECT * FROM read_json(${text(path)}, format = 'newline_delimited', hive_partitioning = false, columns = {${types}})`;
};

/**
 * Makes the tables and sources of a version readable under their names, and the bad records of each source that has some
 * under its name in the schema `quarantine`. No data is copied.
 */
export async function openTables(connection: DuckDBConnection, folder: string, version: LakeVersion): Promise<void> {
  await connection.run("CREATE SCHEMA quarantine");
  for (const { name, format, file, columns, quarantine } of version.tables) {
    const path = resolve(folder, file);
    await connection.run(format === "json" ? viewOfJson(identifier(name), path, columns) : viewOfParquet(identifier(name), path));
    if (quarantine !== null) await connection.run(viewOfParquet(quarantineTable(name), resolve(folder, quarantine)));
  }
}
