import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { writeSample } from "../../dsl/sample/write.ts";
import { REAL_DATA } from "../stedi/real-data.ts";
import { compareEngines } from "./both-engines.ts";
import { isSetUp } from "./setup.mjs";

const scratch = mkdtempSync(join(tmpdir(), "sluice-spark-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ROWS = {
  customer_trusted: { rows: 482, quarantined: 0, differing: 0 },
  accelerometer_trusted: { rows: 32_025, quarantined: 0, differing: 0 },
  customers_curated: { rows: 464, quarantined: 0, differing: 0 },
  step_trainer_trusted: { rows: 11_297, quarantined: 0, differing: 0 },
  machine_learning_curated: { rows: 32_025, quarantined: 0, differing: 0 },
};

/** `SLUICE_DEEP=1` runs the real data twice each way. */
const DEEP = process.env.SLUICE_DEEP !== undefined;
const REAL = (DEEP ? ["processes", "one session"] : ["processes"]).map((how) => ({ how, times: DEEP ? 2 : 1 }));

describe.skipIf(!isSetUp())("the generated jobs on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test.skipIf(REAL_DATA === undefined).each(REAL)(
    "as $how give the embedded engine's rows on the real data ($times times)",
    { timeout: 1_800_000 },
    async ({ how, times }) => {
      const folders = { transforms: "transforms", landing: REAL_DATA ?? "", scratch: join(scratch, how) };
      for (let time = 0; time < times; time++)
        expect(await compareEngines({ ...folders, oneSession: how === "one session" })).toEqual(ROWS);
    },
  );

  test("in one session give the embedded engine's rows and quarantine on sample data, and again", { timeout: 900_000 }, async () => {
    const landing = join(scratch, "landing");
    await writeSample(landing, { customers: 200, seed: 5 });
    const lakes = { transforms: "transforms", landing, scratch: join(scratch, "sample"), oneSession: true };
    const first = await compareEngines(lakes);
    expect(Object.values(first).map(({ differing }) => differing)).toEqual([0, 0, 0, 0, 0]);
    for (const { rows } of Object.values(first)) expect(rows).toBeGreaterThan(0);
    expect(await compareEngines(lakes)).toEqual(first);
  });
});
