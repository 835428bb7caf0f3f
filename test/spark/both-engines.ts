import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type Json } from "@duckdb/node-api";
import { expect, onTestFinished } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { writeGenerated } from "../../dsl/compiler/write.ts";
import { runLake } from "../../dsl/run/run.ts";
import type { JobMetrics, JobOptions } from "../../dsl/run/spark/jobs.ts";
import { readLake, type TableVersion } from "../../dsl/run/version.ts";
import { runJobs } from "./run-jobs.ts";

interface Lakes {
  /** Folders. */
  readonly transforms: string;
  readonly landing: string;
  /** A folder of its own; the lakes in it are filled again when there are some. */
  readonly scratch: string;
  readonly oneSession: boolean;
  readonly conf?: JobOptions["conf"];
  /** Both when absent. */
  readonly engines?: readonly ("duckdb" | "spark")[];
}

interface Filled {
  /** Sources and tables, and the folder that their files are relative to. */
  readonly embedded: readonly TableVersion[];
  readonly lake: string;
  readonly spark: readonly JobMetrics[];
}

/** Compiles a lake and fills it with the embedded engine and with the generated jobs, from the same landing files. */
async function fillBoth({ transforms, landing, scratch, oneSession, conf = {}, engines = ["duckdb", "spark"] }: Lakes): Promise<Filled> {
  const { plan, files, diagnostics } = await compileApart({ transforms, cache: join(scratch, "cache"), cwd: process.cwd() });
  if (plan === undefined) throw new Error(`the lake does not compile: ${JSON.stringify(diagnostics)}`);
  const generated = join(scratch, "generated");
  writeGenerated(generated, files);
  const lake = join(scratch, "duckdb");
  if (engines.includes("duckdb")) await runLake(plan, { landing, lake });
  const embedded = engines.includes("duckdb") ? (await readLake(lake)).tables : [];
  const spark = engines.includes("spark") ? await runJobs({ generated, landing, lake: join(scratch, "spark") }, { oneSession, conf }) : [];
  return { embedded, lake, spark };
}

export interface Compared {
  readonly rows: number;
  readonly quarantined: number;
  readonly differing: number;
}

/**
 * Runs both engines over the same landing files, and counts the rows of each table that differ, both ways. Fails where a
 * source has other bad records, with their files, numbers, reasons and texts, other unknown keys, or lost a record.
 */
export async function compareEngines(lakes: Lakes): Promise<Record<string, Compared>> {
  const { embedded, lake, spark } = await fillBoth(lakes);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const made = (name: string): TableVersion => {
    const found = embedded.find((table) => table.name === name);
    if (found === undefined) throw new Error(`the embedded run has no ${name}`);
    return found;
  };
  const compared: Record<string, Compared> = {};
  for (const { table, path, rows, quarantined, sources } of spark) {
    const { file, rows: expected } = made(table);
    const [a, b] = file.endsWith(".json")
      ? [`FROM read_json('${join(lake, file)}')`, `FROM read_json('${path}/part-*.json.gz')`]
      : [`FROM read_parquet('${join(lake, file)}')`, `FROM read_parquet('${path}/**/*.parquet')`];
    compared[table] = { rows, quarantined, differing: (await differing(connection, a, b)).length };
    expect(rows, table).toBe(expected);
    for (const source of sources) {
      const { landing, rows: kept, quarantined: bad, quarantine, name } = made(source.name);
      expect([source.records, source.rows, source.quarantined], name).toEqual([landing?.records, kept, bad]);
      expect([source.bytes, source.quarantinedBytes], name).toEqual([landing?.bytes, landing?.quarantinedBytes]);
      expect(source.rows + source.quarantined, name).toBe(source.records);
      expect(source.unknownKeys.slice(0, landing?.unknownKeys.length), name).toEqual(landing?.unknownKeys);
      expect([source.quarantine === null, bad], name).toEqual([quarantine === null, source.quarantined]);
      if (quarantine === null) continue;
      const lines = "SELECT file, line, record, reason, length, text FROM read_parquet";
      const found = await differing(connection, `${lines}('${join(lake, quarantine)}')`, `${lines}('${source.quarantine}/*.parquet')`);
      expect(found, `bad records of ${name}`).toEqual([]);
    }
  }
  return compared;
}

/** Rows that one query has and the other has not. Columns go by name: those that partition files stand last where folders name them. */
async function differing(connection: DuckDBConnection, a: string, b: string): Promise<readonly unknown[]> {
  const names = (await connection.run(`SELECT * FROM (${a}) LIMIT 0`)).columnNames().map((name) => `"${name.replaceAll('"', '""')}"`);
  const other = `SELECT ${names.join(", ")} FROM (${b})`;
  const both = `(${a} EXCEPT ALL ${other}) UNION ALL (${other} EXCEPT ALL ${a})`;
  return (await connection.runAndReadAll(both)).getRowsJson();
}

/** What one lake is made of: its transforms, one file, and the landing rows by source. */
export interface SmallLake extends Pick<Lakes, "engines"> {
  readonly transforms: string;
  readonly landing: Readonly<Record<string, readonly object[]>>;
}

type Rows = readonly (readonly Json[])[];

export interface OnBoth {
  /** The rows of each table, as JSON, in an order of their own. */
  readonly duckdb: Readonly<Record<string, Rows>>;
  readonly spark: Readonly<Record<string, Rows>>;
}

/** The rows that the engines make of a small lake of parquet() tables. */
export async function onBothEngines({ transforms, landing, ...more }: SmallLake): Promise<OnBoth> {
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
  const folders = { transforms: join(scratch, "transforms"), landing: join(scratch, "landing"), scratch };
  const { embedded, lake, spark } = await fillBoth({ ...folders, oneSession: true, ...more });
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rowsOf = async (from: string): Promise<Rows> =>
    (await connection.runAndReadAll(`FROM read_parquet('${from}') ORDER BY ALL`)).getRowsJson();
  const read = async (places: readonly (readonly [string, string])[]): Promise<Record<string, Rows>> =>
    Object.fromEntries(await Promise.all(places.map(async ([table, path]) => [table, await rowsOf(path)] as const)));
  return {
    duckdb: await read(embedded.flatMap(({ name, zone, file }) => (zone === "landing" ? [] : [[name, join(lake, file)]]))),
    spark: await read(spark.map(({ table, path }) => [table, `${path}/**/*.parquet`])),
  };
}
