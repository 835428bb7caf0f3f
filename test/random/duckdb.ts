import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { identifier } from "../../dsl/backends/duckdb/identifier.ts";
import { literal } from "../../dsl/backends/duckdb/literals.ts";
import { tableQuery } from "../../dsl/backends/duckdb/relations.ts";
import { sqlType } from "../../dsl/backends/duckdb/types.ts";
import type { LoweredNode } from "../../dsl/operations/lowered.ts";
import type { RandomTable } from "./relations.ts";

export const connect = async (): Promise<DuckDBConnection> => (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();

/** Makes the tables in the connection, in place of those before. */
export async function loadTables(connection: DuckDBConnection, tables: readonly RandomTable[]): Promise<void> {
  for (const { name, columns, rows } of tables) {
    await connection.run(
      `CREATE OR REPLACE TABLE ${identifier(name)} (${columns.map((column) => `${identifier(column.name)} ${sqlType(column.type)}`).join(", ")})`,
    );
    if (rows.length === 0) continue;
    const values = rows.map(
      (row) => `(${row.map((value, i) => literal({ op: "literal", type: columns[i]?.type ?? { kind: "unknown" }, value })).join(", ")})`,
    );
    await connection.run(`INSERT INTO ${identifier(name)} VALUES ${values.join(", ")}`);
  }
}

/** How many rows of one query the other lacks, both ways, counting repeats. */
export async function differingRows(connection: DuckDBConnection, one: LoweredNode, other: LoweredNode): Promise<number> {
  const [a, b] = [tableQuery(one), tableQuery(other)];
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER FROM ((FROM (${a}) EXCEPT ALL FROM (${b})) UNION ALL (FROM (${b}) EXCEPT ALL FROM (${a})))`,
  );
  return Number(reader.getRows()[0]?.[0]);
}
