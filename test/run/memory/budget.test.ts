import { expect, test } from "vitest";
import { budgetOf } from "../../../dsl/run/memory/budget.ts";

const GIGABYTE = 1e9;
const here = { total: 16 * GIGABYTE, free: 12 * GIGABYTE };

test("without a size, a run takes three quarters of what there is, and of what is free almost all", () => {
  const most = budgetOf(undefined, here, 0.1 * GIGABYTE, 8);
  expect(most.engine).toBeCloseTo((0.9 * 12.1 * GIGABYTE - 0.35 * GIGABYTE) * 0.8, -1);
  const idle = budgetOf(undefined, { total: here.total, free: here.total }, 0, 8);
  expect(idle.engine).toBeCloseTo((12 - 0.35) * 0.8 * GIGABYTE, -1);
  expect(budgetOf({ share: 0.75 }, here, 0, 8)).toEqual(idle);
  expect(budgetOf({ bytes: 12 * GIGABYTE }, here, 0, 8)).toEqual(idle);
});

test("little memory means fewer threads and less of a file at once, and room is left for all else", () => {
  const ample = budgetOf({ bytes: 4 * GIGABYTE }, here, 0, 8);
  const little = budgetOf({ bytes: 0.6 * GIGABYTE }, here, 0, 8);
  const least = budgetOf({ bytes: 0.5 * GIGABYTE }, here, 0, 8);
  expect(ample).toMatchObject({ threads: 8, batch: 1 << 25 });
  expect(little).toMatchObject({ threads: 2, engine: 200_000_000 });
  expect(least).toMatchObject({ threads: 1, batch: 1 << 22 });
  expect(budgetOf(undefined, { total: 0.1 * GIGABYTE, free: 0 }, 0, 8)).toEqual(least);
});
