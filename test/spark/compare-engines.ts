import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { writeGenerated } from "../../dsl/compiler/write.ts";
import { runLake } from "../../dsl/run/run.ts";
import { runJobs } from "./run-jobs.ts";

export interface Compared {
  readonly rows: number;
  readonly quarantined: number;
  readonly differing: number;
}

export interface Comparison {
  readonly transforms: string;
  readonly landing: string;
  /** A folder of its own. */
  readonly scratch: string;
  readonly oneSession: boolean;
}

/** Runs the embedded engine and every job.py on Spark over the same landing files, and counts the rows that differ both ways. */
export async function compareEngines({ transforms, landing, scratch, oneSession }: Comparison): Promise<Record<string, Compared>> {
  const { plan, files } = await compileApart({ transforms, cache: join(scratch, "cache"), cwd: process.cwd() });
  if (plan === undefined) throw new Error("the transforms do not compile");
  const generated = join(scratch, "generated");
  writeGenerated(generated, files);
  const embedded = await runLake(plan, { landing, lake: join(scratch, "duckdb") });
  const spark = await runJobs({ generated, landing, lake: join(scratch, "spark") }, { oneSession });
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const compared: Record<string, Compared> = {};
  for (const job of spark) {
    const table = embedded.tables.find((candidate) => candidate.table === job.table);
    if (table === undefined) throw new Error(`the embedded run has no ${job.table}`);
    const [a, b] = table.path.endsWith(".json")
      ? [`FROM read_json('${table.path}')`, `FROM read_json('${job.path}/part-*.json.gz')`]
      : [`FROM read_parquet('${table.path}')`, `FROM read_parquet('${job.path}/**/*.parquet')`];
    const reader = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER FROM ((${a} EXCEPT ALL ${b}) UNION ALL (${b} EXCEPT ALL ${a}))`,
    );
    compared[job.table] = { rows: job.rows, quarantined: job.quarantined, differing: Number(reader.getRows()[0]?.[0]) };
    expect(job.rows, job.table).toBe(table.rows);
    for (const source of job.sources) {
      const landed = embedded.tables.find((candidate) => candidate.table === source.name);
      expect([source.rows, source.quarantined], source.name).toEqual([landed?.rows, landed?.quarantined]);
    }
  }
  return compared;
}
