import { describe, expect, test } from "vitest";
import { inputsFirst } from "../../dsl/backends/pyspark/relations.ts";
import { sparkType } from "../../dsl/backends/pyspark/spark-types.ts";
import { missingFrom, plainRows } from "../random/canonical.ts";
import { connect, loadTables } from "../random/duckdb.ts";
import { randomJob } from "../random/jobs.ts";
import { type PlanAnswer, startPlans } from "./plan-runner.ts";
import { isSetUp } from "./setup.mjs";

/**
 * Each seed is a random plan over random small tables. `SLUICE_SEED` is the first, `SLUICE_CASES` how many follow it, so a
 * seed that fails is run again by `SLUICE_SEED=n SLUICE_CASES=1`.
 */
const FIRST = Number(process.env.SLUICE_SEED ?? 1);
const CASES = Number(process.env.SLUICE_CASES ?? (process.env.SLUICE_DEEP === undefined ? 40 : 2000));

/** So many plans wait for Spark, which runs two at once. */
const AT_ONCE = 3;
/** Every so many plans are compiled by Spark; the others take less than half the time. */
const COMPILED = 5;

describe.skipIf(!isSetUp())("on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test(`random plans give DuckDB's rows (seeds ${FIRST} to ${FIRST + CASES - 1})`, { timeout: CASES * 20_000 + 120_000 }, async () => {
    const connection = await connect();
    const spark = startPlans();
    const failures: string[] = [];
    const fail = (seed: number, what: unknown): void => {
      failures.push(`seed ${seed}: ${JSON.stringify(what)}`);
      process.stderr.write(`seed ${seed} differs: ${JSON.stringify(what)}\n`);
    };
    let rowsSeen = 0;
    const running: Promise<void>[] = [];
    for (let seed = FIRST; seed < FIRST + CASES; seed += 1) {
      const { tables, relation, columns, script } = randomJob(seed);
      await loadTables(connection, tables);
      const rows = await plainRows(connection, relation);
      rowsSeen += rows.length;
      const read = new Set(inputsFirst(relation).flatMap((node) => (node.op === "read" ? [node.table] : [])));
      const inputs = [...read].flatMap((name) => tables.filter((table) => table.name === name));
      const compare = (answer: PlanAnswer): void => {
        if ("error" in answer) {
          fail(seed, answer.error);
          return;
        }
        const types = columns.map(({ name, type }) => [name, sparkType(type)]);
        if (JSON.stringify(answer.types) !== JSON.stringify(types)) fail(seed, { types, spark: answer.types });
        const onlySpark = missingFrom(rows, answer.rows);
        const onlyDuckdb = missingFrom(answer.rows, rows);
        if (onlySpark.length + onlyDuckdb.length > 0) fail(seed, { onlySpark, onlyDuckdb });
      };
      running.push(spark.run({ job: script, function: "result", compiled: seed % COMPILED === 0, tables: inputs }).then(compare));
      if (running.length > AT_ONCE) await running.shift();
    }
    await Promise.all(running);
    await spark.end();
    expect(failures).toEqual([]);
    expect(rowsSeen).toBeGreaterThan(CASES / 2);
  });
});
