import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Works with a DuckDB in memory, which spills into the folder `spill` when it has no more `memory`: `"500MB"`; without it,
 * four fifths of the machine's. The library is loaded only here.
 */
export async function withEngine<T>(
  spill: string,
  memory: string | undefined,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: spill,
    ...(memory === undefined ? {} : { memory_limit: memory }),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
