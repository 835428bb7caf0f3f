import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { copyStatement } from "../backends/duckdb/copy.ts";
import type { Column } from "../schema/column-type.ts";
import { type Access, grant, makeFolders } from "./access.ts";
import { stepFailed } from "./failures.ts";
import { interruptible } from "./interruption.ts";
import type { Budget } from "./memory/budget.ts";
import type { TableVersion } from "./version.ts";

/** The run that writes: its connection, its lake folder (absolute) and its name. */
export interface Writer {
  readonly connection: DuckDBConnection;
  readonly lake: string;
  readonly run: string;
  readonly access: Access;
  /** Whether the first bad records of a source over its threshold stay. */
  readonly keepsFailed: boolean;
  readonly signal: AbortSignal | undefined;
  readonly budget: Budget;
}

/** A table whose files are written, but which no version names yet. */
export type Written = Omit<TableVersion, "ms" | "checksums">;

/** Does a part of the work for one table. An error of DuckDB in it is refused with `run-failed` or `cannot-write`. */
export const step = <T>({ connection, lake, signal }: Writer, table: string, work: () => Promise<T>, writes?: string): Promise<T> =>
  interruptible(connection, signal, () => work().catch((error) => stepFailed(error, table, lake, writes)));

/** Writes the rows of a query to a file of the lake and gives their number. */
export async function copyRows(writer: Writer, table: string, query: string, format: "json" | "parquet", file: string): Promise<number> {
  const path = join(writer.lake, file);
  await makeFolders(writer.lake, dirname(file), writer.access);
  const result = await step(writer, table, () => writer.connection.run(copyStatement(query, format, path)), path);
  await grant(path, writer.access);
  return result.rowsChanged;
}

/** The names and types of the columns that a plan declares. */
export const columnsOf = (columns: readonly Column[]): TableVersion["columns"] => columns.map(({ name, type }) => ({ name, type }));
