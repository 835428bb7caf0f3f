import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LakePlan } from "../../dsl/operations/lake.ts";
import { runLake } from "../../dsl/run/run.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { answersOver, compareWithAnswers } from "./answers.ts";
import { planOf } from "./plan-of.ts";
import { REAL_DATA } from "./real-data.ts";

const scratch = mkdtempSync(join(tmpdir(), "sluice-stedi-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let stedi: LakePlan;
beforeAll(async () => {
  stedi = await planOf("transforms");
});

const rowsOf = (compared: Record<string, { rows: number }>): Record<string, number> =>
  Object.fromEntries(Object.entries(compared).map(([table, { rows }]) => [table, rows]));

describe.skipIf(REAL_DATA === undefined)("the real data", () => {
  const landing = REAL_DATA ?? "";

  test("gives the true row counts, row for row the answer written by hand, twice", async () => {
    const lake = join(scratch, "real");
    const connection = await answersOver(landing, join(scratch, "real-answers"));
    for (const _ of ["first", "second"]) {
      const compared = await compareWithAnswers(connection, await runLake(stedi, { landing, lake }));
      expect(rowsOf(compared)).toEqual({
        customer_trusted: 482,
        accelerometer_trusted: 32_025,
        customers_curated: 464,
        step_trainer_trusted: 11_297,
        machine_learning_curated: 32_025,
      });
      expect(Object.values(compared).map(({ differing }) => differing)).toEqual([0, 0, 0, 0, 0]);
    }
  });

  test("gives the usual answer where a lake declares that", async () => {
    const usual = await planOf("test/scenarios/usual-answer/transforms");
    const { tables } = await runLake(usual, { landing, lake: join(scratch, "usual") });
    expect(Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))).toMatchObject({
      customer_trusted: 482,
      accelerometer_trusted: 40_981,
      customers_curated: 482,
      step_trainer_trusted: 14_460,
      machine_learning_curated: 43_681,
    });
  });
});

describe("sample data", () => {
  test.each([
    { customers: 1, seed: 1 },
    { customers: 40, seed: 2 },
    { customers: 200, seed: 1 },
    { customers: 200, seed: 7 },
    { customers: 1500, seed: 3 },
  ])("of $customers customers, seed $seed, gives the answer written by hand", async ({ customers, seed }) => {
    const folder = join(scratch, `sample-${customers}-${seed}`);
    const summary = await writeSample(join(folder, "landing"), { customers, seed });
    const result = await runLake(stedi, { landing: join(folder, "landing"), lake: join(folder, "lake") });
    const compared = await compareWithAnswers(await answersOver(join(folder, "landing"), join(folder, "answers")), result);
    expect(Object.values(compared).map(({ differing }) => differing)).toEqual([0, 0, 0, 0, 0]);
    if (customers >= 40) for (const { rows } of Object.values(compared)) expect(rows).toBeGreaterThan(0);
    const kept = Object.fromEntries(
      result.tables.filter(({ zone }) => zone === "landing").map(({ table, rows, quarantined }) => [table, [rows, quarantined]]),
    );
    expect(kept).toEqual(
      Object.fromEntries(Object.entries(summary.tables).map(([table, { rows, badRecords }]) => [`${table}_landing`, [rows, badRecords]])),
    );
  });
});
