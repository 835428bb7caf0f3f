import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type Json } from "@duckdb/node-api";
import { onTestFinished } from "vitest";
import { type LandingFile, type LandingResult, readLanding } from "../../../dsl/backends/duckdb/landing.ts";
import type { SourceColumn } from "../../../dsl/operations/lake.ts";
import { sourceOf } from "./support-plans.ts";

export { column, required, sourceOf } from "./support-plans.ts";

/** A DuckDB in memory, which goes when the test ends. */
export async function connect(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
}

/** The rows of a query: 64-bit integers and decimals as digits, dates and timestamps as text. */
export const rowsOf = async (connection: DuckDBConnection, sql: string): Promise<readonly (readonly Json[])[]> =>
  (await connection.runAndReadAll(sql)).getRowsJson();

/** The names and DuckDB types of a query's columns. */
export async function columnsOf(connection: DuckDBConnection, sql: string): Promise<readonly string[]> {
  const described = await rowsOf(connection, `DESCRIBE ${sql}`);
  return described.map(([name, type]) => `${name} ${type}`);
}

/** A folder of the test's own, which goes when the test ends. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "sluice-duckdb-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function landingFile(folder: string, name: string, content: string | Uint8Array): LandingFile {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, name, gz: name.endsWith(".gz") };
}

export interface Read {
  readonly connection: DuckDBConnection;
  readonly result: LandingResult;
  /** The rows kept, in the order of the table. */
  readonly rows: readonly (readonly Json[])[];
  /** Line and reason of the bad lines, in the order of the files. */
  readonly bad: readonly (readonly [number, string])[];
}

/** Reads contents as the files of a source, on a connection of its own. */
export async function read(columns: readonly SourceColumn[], ...contents: readonly (string | Uint8Array)[]): Promise<Read> {
  const folder = scratch();
  const connection = await connect();
  const source = sourceOf(columns);
  const files = contents.map((content, i) => landingFile(folder, `${i}.json`, content));
  const result = await readLanding(connection, source, files);
  const rows = await rowsOf(connection, `SELECT * FROM "${source.name}"`);
  const bad = await rowsOf(connection, `SELECT line, reason FROM quarantine."${source.name}" ORDER BY file, line`);
  return { connection, result, rows, bad: bad.map(([line, reason]) => [Number(line), String(reason)] as const) };
}
