import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { casesOf, firstSeed, tell } from "../deep/cases.ts";
import { differences, type ModelTrial, reasonFor } from "./oracle/model.ts";

/** The folder of the executable model, `model.py`. It is no part of the project; without it there is nothing to compare with. */
const folder = process.env.SLUICE_PROOFS ?? join(import.meta.dirname, "../../../shared/proofs");
const PLANS = casesOf(600, 5000);
const FIRST = firstSeed(1);
const AT_ONCE = 2000;

test.skipIf(!existsSync(join(folder, "model.py")))(
  `the verdicts on ${PLANS} random plans, from seed ${FIRST}, are the model's, or differ for a known reason`,
  { timeout: 60_000 + PLANS * 1000 },
  () => {
    const reasons: Record<string, number> = {};
    const unexplained: unknown[] = [];
    let compared = 0;
    for (let first = FIRST; first < FIRST + PLANS; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, FIRST + PLANS - first);
      const script = join(import.meta.dirname, "model_plans.py");
      const lines = execFileSync("python3", [script, folder, `${count}`, `${first}`], { encoding: "utf8", maxBuffer: 2 ** 30 });
      for (const line of lines.trim().split("\n")) {
        const trial = JSON.parse(line) as ModelTrial;
        compared++;
        for (const difference of differences(trial)) {
          const reason = reasonFor(difference, trial);
          if (reason === undefined) unexplained.push({ seed: trial.seed, ...difference });
          else reasons[reason] = (reasons[reason] ?? 0) + 1;
        }
      }
    }
    tell({ "plans compared": compared, ...reasons });
    expect(unexplained).toEqual([]);
    expect(compared).toBeGreaterThan(PLANS * 0.9);
  },
);
