import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Done, keyOf, readState, remaining, type State, writeState } from "./state.ts";
import { SUITES, type Suite } from "./suites.ts";
import { summary } from "./summary.ts";

const SUITE: Suite = {
  name: "three",
  file: "",
  batches: [
    { seed: 1, cases: 10 },
    { seed: 11, cases: 10 },
    { seed: 21, cases: 5 },
  ],
};
const done = (passed: boolean, figures = {}): Done => ({ passed, seconds: 1.4, figures });
const stateOf = (...results: readonly Done[]): State => ({
  code: "a",
  done: Object.fromEntries(results.map((result, i) => [keyOf(SUITE, SUITE.batches[i] ?? { seed: 0, cases: 0 }), result])),
});

test("what has passed is not run again, what failed is", () => {
  expect(remaining([SUITE], stateOf(done(true), done(false))).map(([, { seed }]) => seed)).toEqual([11, 21]);
});

test("results of other code count for nothing, and --fresh forgets all", () => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-deep-"));
  const file = join(folder, "deep", "state.json");
  expect(readState(file, "a", false)).toEqual({ state: { code: "a", done: {} }, other: false });
  const state = stateOf(done(true));
  writeState(file, state);
  expect(readState(file, "a", false)).toEqual({ state, other: false });
  expect(readState(file, "b", false)).toEqual({ state: { code: "b", done: {} }, other: true });
  expect(readState(file, "a", true)).toEqual({ state: { code: "a", done: {} }, other: false });
  rmSync(folder, { recursive: true });
});

test("the summary adds up the batches and names the seeds that failed", () => {
  const state = stateOf(done(true, { rows: 2, "most cases": 3 }), done(true, { rows: 5, "most cases": 2 }));
  expect(summary([SUITE], state, [])).toBe(
    "suite  cases  seeds    seconds  result\nthree  20     1 to 25  3        passed 2 of 3 batches\n\nthree\n  rows: 7\n  most cases: 3",
  );
  expect(summary([SUITE], stateOf(done(true), done(false)), [])).toContain("FAILED from seed 11");
  expect(summary([SUITE], stateOf(), [SUITE])).toContain("skipped");
});

test("every test that knows SLUICE_DEEP, or asks how many cases, is in a suite", () => {
  const tests = join(import.meta.dirname, "..");
  const files = readdirSync(tests, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts") && entry.parentPath !== import.meta.dirname)
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /process\.env\.SLUICE_DEEP|(deep|hostile)\/cases\.ts/.test(readFileSync(path, "utf8")))
    .map((path) => path.slice(join(tests, "..").length + 1));
  const known = SUITES.map(({ file }) => file);
  expect(files.filter((file) => !known.includes(file))).toEqual([]);
  expect(known.filter((file) => !files.includes(file))).toEqual([]);
});
