import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourceColumn } from "../../../operations/lake.ts";
import { identifier } from "../identifier.ts";
import { sqlType } from "../types.ts";
import { foldKey } from "./keys.ts";

/** The names of the columns that a source's table has besides its own, while it is read. */
export interface StagingColumns {
  /** Where a line stands that DuckDB is not sure of. */
  readonly place: string;
  /** Which unknown keys a sure line has, a bit each; NULL if none. */
  readonly unknown: string;
}

export function stagingColumns(columns: readonly SourceColumn[]): StagingColumns {
  const taken = new Set(columns.map(({ name }) => foldKey(name)));
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  return { place: free("#place"), unknown: free("#unknown") };
}

/** Where the bad records of a source stand. */
export const quarantineTable = (source: string): string => `quarantine.${identifier(source)}`;

export async function createTables(
  connection: DuckDBConnection,
  table: string,
  columns: readonly SourceColumn[],
  staging: StagingColumns,
): Promise<void> {
  const own = columns.map(({ name, type }) => `${identifier(name)} ${sqlType(type)}`);
  const added = [`${identifier(staging.place)} BIGINT`, `${identifier(staging.unknown)} BIGINT`];
  await connection.run(`CREATE TABLE ${identifier(table)} (${[...own, ...added].join(", ")})`);
  await connection.run("CREATE SCHEMA IF NOT EXISTS quarantine");
  await connection.run(
    `CREATE TABLE ${quarantineTable(table)} (file VARCHAR, line BIGINT, record BIGINT, reason VARCHAR, length BIGINT, text VARCHAR)`,
  );
}

/** Takes the places of the lines of which DuckDB is not sure out of the table, in ascending order. */
export async function takeUnsure(connection: DuckDBConnection, table: string, { place }: StagingColumns): Promise<readonly number[]> {
  const from = `FROM ${identifier(table)} WHERE ${identifier(place)} IS NOT NULL`;
  const found = await connection.runAndReadAll(`SELECT CAST(${identifier(place)} AS DOUBLE) ${from} ORDER BY 1`);
  if (found.currentRowCount === 0) return [];
  await connection.run(`DELETE ${from}`);
  return found.getRows().map(([at]) => Number(at));
}

/** How many sure lines have each unknown key, by its bit. */
export async function countUnknown(
  connection: DuckDBConnection,
  table: string,
  { unknown }: StagingColumns,
): Promise<readonly (readonly [number, number])[]> {
  const bits = identifier(unknown);
  const found = await connection.runAndReadAll(`SELECT ${bits}, count(*) FROM ${identifier(table)} WHERE ${bits} IS NOT NULL GROUP BY 1`);
  return found.getRows().flatMap(([set, count]) => {
    const keys = [...BigInt(String(set)).toString(2)].reverse();
    return keys.flatMap((bit, place) => (bit === "1" ? [[place, Number(count)] as const] : []));
  });
}

export async function dropStaging(connection: DuckDBConnection, table: string, staging: StagingColumns): Promise<void> {
  for (const name of [staging.place, staging.unknown])
    await connection.run(`ALTER TABLE ${identifier(table)} DROP COLUMN ${identifier(name)}`);
}
