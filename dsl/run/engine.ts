import type { DuckDBConnection } from "@duckdb/node-api";
import { type Budget, budgetOf } from "./memory/budget.ts";

/** Steps of a plan that DuckDB takes. */
const DEEPEST = 20_000;

/**
 * Works with a DuckDB in memory, which spills into the folder `spill` when its part of the budget is used up; without one,
 * of what the machine or its control group has. The library is loaded only here.
 */
export async function withEngine<T>(
  spill: string,
  budget: Budget | undefined,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const { engine, threads } = budget ?? budgetOf(undefined);
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: spill,
    memory_limit: `${engine}B`,
    threads: String(threads),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  // Each step of a plan is a name of its own, and DuckDB counts one as nested in the one before.
  await connection.run(`SET max_expression_depth TO ${DEEPEST}`);
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
