import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type Json } from "@duckdb/node-api";
import { onTestFinished } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { writeGenerated } from "../../dsl/compiler/write.ts";
import { runLake } from "../../dsl/run/run.ts";
import { runJobs } from "./run-jobs.ts";

/** What one lake is made of: its transforms, one file, and the landing rows by source. */
export interface SmallLake {
  readonly transforms: string;
  readonly landing: Readonly<Record<string, readonly object[]>>;
  /** Both when absent. */
  readonly engines?: readonly ("duckdb" | "spark")[];
}

type Rows = readonly (readonly Json[])[];

export interface OnBoth {
  /** The rows of each table, as JSON, in an order of their own. */
  readonly duckdb: Readonly<Record<string, Rows>>;
  readonly spark: Readonly<Record<string, Rows>>;
}

/** Compiles a lake and fills it with the embedded engine and with the generated jobs. */
export async function onBothEngines({ transforms, landing, engines = ["duckdb", "spark"] }: SmallLake): Promise<OnBoth> {
  const scratch = mkdtempSync(join(tmpdir(), "sluice-both-"));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  const put = (path: string, text: string): void => {
    mkdirSync(join(scratch, path, ".."), { recursive: true });
    writeFileSync(join(scratch, path), text);
  };
  put("transforms/lake.ts", transforms);
  for (const [source, rows] of Object.entries(landing)) {
    put(`landing/${source}/1.json`, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  }
  const { plan, files, diagnostics } = await compileApart({
    transforms: join(scratch, "transforms"),
    cache: join(scratch, "cache"),
    cwd: scratch,
  });
  if (plan === undefined) throw new Error(`the lake does not compile: ${JSON.stringify(diagnostics)}`);
  const places = { generated: join(scratch, "generated"), landing: join(scratch, "landing"), lake: join(scratch, "spark") };
  writeGenerated(places.generated, files);
  const embedded = engines.includes("duckdb")
    ? (await runLake(plan, { landing: places.landing, lake: join(scratch, "duckdb") })).tables
    : [];
  const jobs = engines.includes("spark") ? await runJobs(places, { oneSession: true }) : [];
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rowsOf = async (from: string): Promise<Rows> =>
    (await connection.runAndReadAll(`FROM read_parquet('${from}') ORDER BY ALL`)).getRowsJson();
  const tables = new Set(plan.tables.map(({ name }) => name));
  const read = async (of: readonly { readonly table: string; readonly path: string }[], pattern: string): Promise<Record<string, Rows>> =>
    Object.fromEntries(
      await Promise.all(
        of.filter(({ table }) => tables.has(table)).map(async ({ table, path }) => [table, await rowsOf(`${path}${pattern}`)] as const),
      ),
    );
  return { duckdb: await read(embedded, ""), spark: await read(jobs, "/**/*.parquet") };
}
