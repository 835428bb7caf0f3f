import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { copyStatement } from "../../dsl/backends/duckdb/copy.ts";
import { identifier } from "../../dsl/backends/duckdb/identifier.ts";
import { rewrite } from "../../dsl/compiler/rewrite.ts";
import type { LoweredNode } from "../../dsl/operations/lowered.ts";
import { viewOfParquet } from "../../dsl/run/views.ts";
import { missingFrom, type PlainRow, plainRows } from "./canonical.ts";
import { loadTables } from "./duckdb.ts";
import { planOverFiles, tablesInFiles } from "./optimizer-plans.ts";
import type { RandomTable } from "./relations.ts";

/**
 * DuckDB's optimizer changes no row: each seed is a random plan over Parquet files, of which a run makes views too, with it
 * and without. `SLUICE_SEED=n SLUICE_CASES=1` runs one seed again.
 */
const FIRST = Number(process.env.SLUICE_SEED ?? 1);
const CASES = Number(process.env.SLUICE_CASES ?? (process.env.SLUICE_DEEP === undefined ? 100 : 20_000));

interface Engines {
  readonly optimizing: DuckDBConnection;
  readonly plain: DuckDBConnection;
}

async function withEngines(work: (engines: Engines, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-optimizer-"));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const [optimizing, plain] = [await instance.connect(), await instance.connect()];
  try {
    await plain.run("PRAGMA disable_optimizer");
    await work({ optimizing, plain }, folder);
  } finally {
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

async function viewTables({ plain }: Engines, folder: string, tables: readonly RandomTable[]): Promise<void> {
  for (const table of tables) {
    const [name, rows] = [identifier(table.name), identifier(`rows of ${table.name}`)];
    const file = join(folder, `${table.name}.parquet`);
    await loadTables(plain, [{ ...table, name: `rows of ${table.name}` }]);
    await plain.run(copyStatement(`FROM ${rows}`, "parquet", file));
    await plain.run(`DROP VIEW IF EXISTS ${name}`);
    await plain.run(viewOfParquet(name, file));
  }
}

const rowsOf = async (connection: DuckDBConnection, relation: LoweredNode): Promise<readonly PlainRow[] | string> =>
  await plainRows(connection, relation).catch((error: unknown) => String(error));

test(`DuckDB's optimizer changes no row (seeds ${FIRST} to ${FIRST + CASES - 1})`, { timeout: 60_000 + CASES * 500 }, async () => {
  const failures: string[] = [];
  let rowsSeen = 0;
  await withEngines(async (engines, folder) => {
    for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
      const { tables, isNew } = tablesInFiles(seed);
      if (seed === FIRST || isNew) await viewTables(engines, folder, tables);
      const relation = rewrite(planOverFiles(seed, tables));
      const [optimized, plain] = [await rowsOf(engines.optimizing, relation), await rowsOf(engines.plain, relation)];
      if (typeof optimized === "string" || typeof plain === "string") {
        failures.push(`seed ${seed}: ${JSON.stringify({ optimized, plain })}`);
        continue;
      }
      rowsSeen += plain.length;
      const difference = { onlyOptimized: missingFrom(plain, optimized), onlyPlain: missingFrom(optimized, plain) };
      if (difference.onlyOptimized.length + difference.onlyPlain.length > 0) failures.push(`seed ${seed}: ${JSON.stringify(difference)}`);
    }
  });
  expect(failures).toEqual([]);
  expect(rowsSeen).toBeGreaterThan(CASES / 2);
});
