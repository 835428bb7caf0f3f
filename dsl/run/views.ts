import { resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { identifier, text } from "../backends/duckdb/literals.ts";
import type { LakeVersion, TableVersion } from "./version.ts";

/** A view of a Parquet file of the lake under a table's name. A folder `key=value` above it must not become a column. */
export const viewOfParquet = (name: string, path: string): string =>
  `CREATE VIEW ${identifier(name)} AS SELECT * FROM read_parquet(${text(path)}, hive_partitioning = false)`;

const viewOfJson = (name: string, path: string, columns: TableVersion["columns"]): string => {
  const types = columns.map((column) => `${text(column.name)}: ${text(column.type)}`).join(", ");
  return `CREATE VIEW ${identifier(name)} AS SELECT * FROM read_json(${text(path)}, format = 'newline_delimited', hive_partitioning = false, columns = {${types}})`;
};

/** Makes every table and source of a version readable under its name on the connection, without copying any data. */
export async function openTables(connection: DuckDBConnection, folder: string, version: LakeVersion): Promise<void> {
  for (const { name, format, file, columns } of version.tables) {
    const path = resolve(folder, file);
    await connection.run(format === "json" ? viewOfJson(name, path, columns) : viewOfParquet(name, path));
  }
}
