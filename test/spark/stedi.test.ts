import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, test } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { writeGenerated } from "../../dsl/compiler/write.ts";
import { runLake } from "../../dsl/run/run.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { REAL_DATA } from "../stedi/real-data.ts";
import { runJobs } from "./run-jobs.ts";
import { isSetUp } from "./setup.mjs";

const scratch = mkdtempSync(join(tmpdir(), "sluice-spark-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Compared {
  readonly rows: number;
  readonly quarantined: number;
  readonly differing: number;
}

/** Runs the embedded engine and every job.py on Spark over the same landing files, and counts the rows that differ both ways. */
async function compareEngines(landing: string, name: string, oneSession: boolean): Promise<Record<string, Compared>> {
  const { plan, files } = await compileApart({ transforms: "transforms", cache: join(scratch, "cache"), cwd: process.cwd() });
  if (plan === undefined) throw new Error("the transforms do not compile");
  const generated = join(scratch, `${name}-generated`);
  writeGenerated(generated, files);
  const embedded = await runLake(plan, { landing, lake: join(scratch, `${name}-duckdb`) });
  const spark = await runJobs({ generated, landing, lake: join(scratch, `${name}-spark`) }, { oneSession });
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const compared: Record<string, Compared> = {};
  for (const job of spark) {
    const table = embedded.tables.find((candidate) => candidate.table === job.table);
    if (table === undefined) throw new Error(`the embedded run has no ${job.table}`);
    const [a, b] = table.path.endsWith(".json")
      ? [`FROM read_json('${table.path}')`, `FROM read_json('${job.path}/part-*.json.gz')`]
      : [`FROM read_parquet('${table.path}')`, `FROM read_parquet('${job.path}/part-*.parquet')`];
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

describe.skipIf(!isSetUp())("the generated jobs on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test.skipIf(REAL_DATA === undefined)(
    "each as a process gives the embedded engine's rows on the real data",
    { timeout: 900_000 },
    async () => {
      const compared = await compareEngines(REAL_DATA ?? "", "real", false);
      expect(compared).toEqual({
        customer_trusted: { rows: 482, quarantined: 0, differing: 0 },
        accelerometer_trusted: { rows: 32_025, quarantined: 0, differing: 0 },
        customers_curated: { rows: 464, quarantined: 0, differing: 0 },
        step_trainer_trusted: { rows: 11_297, quarantined: 0, differing: 0 },
        machine_learning_curated: { rows: 32_025, quarantined: 0, differing: 0 },
      });
    },
  );

  test("in one session give the embedded engine's rows and quarantine on sample data", { timeout: 900_000 }, async () => {
    const landing = join(scratch, "landing");
    await writeSample(landing, { customers: 200, seed: 5 });
    const compared = Object.values(await compareEngines(landing, "sample", true));
    expect(compared.map(({ differing }) => differing)).toEqual([0, 0, 0, 0, 0]);
    for (const { rows } of compared) expect(rows).toBeGreaterThan(0);
  });
});
