import { expect, test } from "vitest";
import { costOf, PRICES, usd } from "../../../dsl/operate/prove/cost.ts";
import type { Planned } from "../../../dsl/operate/prove/plan.ts";
import { PLANNED } from "./planned.ts";

const USES = { runs: 2, queries: 6 };

test("the least is a minute of each job, the most what the stack's limits allow", () => {
  const { lines, least, most } = costOf(PLANNED, USES);
  const [glue, athena] = lines;
  // 3 jobs of 2 DPU, twice: a minute, and 10 minutes.
  expect(glue?.least).toBeCloseTo(3 * 2 * 2 * (1 / 60) * 0.44, 10);
  expect(glue?.most).toBeCloseTo(3 * 2 * 2 * (10 / 60) * 0.44, 10);
  expect(athena?.least).toBeCloseTo(6 * 0.00005, 10);
  expect(athena?.most).toBeCloseTo(6 * 0.005, 10);
  expect(least).toBeCloseTo(
    lines.reduce((sum, line) => sum + line.least, 0),
    10,
  );
  expect(most).toBeCloseTo(
    lines.reduce((sum, line) => sum + line.most, 0),
    10,
  );
});

test("larger and more workers cost as many DPU", () => {
  const larger: Planned = { ...PLANNED, jobs: PLANNED.jobs.map((job) => ({ ...job, workerType: "G.4X", workers: 3 })) };
  const [small, large] = [PLANNED, larger].map((planned) => costOf(planned, USES).lines[0]?.most ?? 0);
  expect(large).toBeCloseTo((small ?? 0) * 6, 10);
});

test("a worker whose price nobody knows is refused", () => {
  const jobs = [{ name: "j", workerType: "R.9X", workers: 2, timeoutMinutes: 1 }];
  expect(() => costOf({ ...PLANNED, jobs }, USES)).toThrow("nobody knows what j costs: it has workers of the type R.9X");
});

test("an amount is rounded up, and every price says where it is from", () => {
  expect([0, 0.001, 0.01, 1.231].map(usd)).toEqual(["0.00 USD", "0.01 USD", "0.01 USD", "1.24 USD"]);
  for (const { source } of Object.values(PRICES)) expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9]+\/pricing\/$/);
});
