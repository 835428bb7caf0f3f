import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { writeSample } from "../../dsl/sample/write.ts";
import { REAL_DATA } from "../stedi/real-data.ts";
import { compareEngines } from "./compare-engines.ts";
import { isSetUp } from "./setup.mjs";

const scratch = mkdtempSync(join(tmpdir(), "sluice-spark-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.skipIf(!isSetUp())("the generated jobs on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test.skipIf(REAL_DATA === undefined)(
    "each as a process gives the embedded engine's rows on the real data",
    { timeout: 900_000 },
    async () => {
      const compared = await compareEngines({
        transforms: "transforms",
        landing: REAL_DATA ?? "",
        scratch: join(scratch, "real"),
        oneSession: false,
      });
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
    const compared = Object.values(
      await compareEngines({ transforms: "transforms", landing, scratch: join(scratch, "sample"), oneSession: true }),
    );
    expect(compared.map(({ differing }) => differing)).toEqual([0, 0, 0, 0, 0]);
    for (const { rows } of compared) expect(rows).toBeGreaterThan(0);
  });
});
