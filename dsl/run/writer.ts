import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { copyStatement } from "../backends/duckdb/copy.ts";
import type { Column } from "../schema/column-type.ts";
import { cannotWrite, stepFailed } from "./failures.ts";
import { interruptible } from "./interruption.ts";
import type { Budget } from "./memory/budget.ts";
import type { TableVersion } from "./version.ts";

/** The run that writes: its connection, its lake folder (absolute) and its name. */
export interface Writer {
  readonly connection: DuckDBConnection;
  readonly lake: string;
  readonly run: string;
  readonly signal: AbortSignal | undefined;
  readonly budget: Budget;
}

/** A table whose files are written, but which no version names yet. */
export type Written = Omit<TableVersion, "ms">;

/** Does a part of the work for one table. An error of DuckDB in it is refused with `run-failed` or `cannot-write`. */
export const step = <T>({ connection, lake, signal }: Writer, table: string, work: () => Promise<T>, writes?: string): Promise<T> =>
  interruptible(connection, signal, () => work().catch((error) => stepFailed(error, table, lake, writes)));

/** Writes the rows of a query to a file of the lake and gives their number. */
export async function copyRows(writer: Writer, table: string, query: string, format: "json" | "parquet", file: string): Promise<number> {
  const path = join(writer.lake, file);
  await mkdir(dirname(path), { recursive: true }).catch(cannotWrite(dirname(path)));
  const result = await step(writer, table, () => writer.connection.run(copyStatement(query, format, path)), path);
  return result.rowsChanged;
}

/** The names and types of the columns that a plan declares. */
export const columnsOf = (columns: readonly Column[]): TableVersion["columns"] => columns.map(({ name, type }) => ({ name, type }));
