import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { casesOf, tell } from "../deep/cases.ts";
import { type Refusal, refusalsOf, shapesOf } from "./oracle/false-alarms.ts";
import type { ModelTrial } from "./oracle/model.ts";

/** The folder of the executable model, whose plans are asked and whose evaluator finds the truth. */
const folder = process.env.SLUICE_PROOFS ?? join(import.meta.dirname, "../../../shared/proofs");
/** As the model's own test has them: its seed `s` begins at `s * STRIDE`. */
const SEEDS = [101, 202, 303];
const STRIDE = 1_000_003;
const PLANS = casesOf(40, 500);
const DATABASES = 200;
/**
 * Of all refusals, the share that no database refutes. It bounds the false alarms from above: for some plans no small database has a row.
 * Of 3,000 plans, 1,000 a seed (2026-11): consent 152 of 2,553 (6.0 %), fan-out 71 of 1,499 (4.7 %), one person 94 of 1,526 (6.2 %). Of few plans a single one is a percent.
 */
const MOST = PLANS < 500 ? 0.1 : 0.08;

const QUESTIONS: readonly Refusal["question"][] = ["consent", "fan-out", "one person"];

test.skipIf(!existsSync(join(folder, "model.py")))(
  `at most ${100 * MOST} % of what is refused of ${SEEDS.length * PLANS} plans is not refuted by ${DATABASES} random databases`,
  { timeout: 120_000 + PLANS * 6000 },
  () => {
    const refusals = SEEDS.flatMap((seed) => trialsOf(seed * STRIDE).flatMap(refusalsOf));
    for (const question of QUESTIONS) {
      const asked = refusals.filter((one) => one.question === question);
      const alarms = asked.filter(({ refuted }) => !refuted);
      tell({ [`${question}: refused`]: asked.length, [`${question}: not refuted`]: alarms.length });
      console.log(`${question}: ${alarms.length} of ${asked.length} refusals are not refuted\n${shapesOf(asked).join("\n")}`);
      expect(asked.length, question).toBeGreaterThan(PLANS);
      expect(alarms.length / asked.length, question).toBeLessThanOrEqual(MOST);
    }
  },
);

function trialsOf(first: number): readonly ModelTrial[] {
  const script = join(import.meta.dirname, "model_plans.py");
  const lines = execFileSync("python3", [script, folder, `${PLANS}`, `${first}`, `${DATABASES}`], { encoding: "utf8", maxBuffer: 2 ** 30 });
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as ModelTrial);
}
