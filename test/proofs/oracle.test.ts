import { describe, expect, test } from "vitest";
import { Counterexample, check } from "./oracle/check.ts";
import type { Counts } from "./oracle/claims.ts";
import { MUTANTS } from "./oracle/mutants.ts";
import { proveLake } from "./oracle/prover.ts";

/** SLUICE_DEEP is the number of random lakes, SLUICE_SEED the first of their seeds. */
const deep = Number(process.env.SLUICE_DEEP ?? 0);
const LAKES = deep || 300;
const FIRST = Number(process.env.SLUICE_SEED ?? 1_000_000);
const DATABASES = 15;

test(`nothing that is proven of ${LAKES} random lakes is false in a random database`, { timeout: 60_000 + LAKES * 100 }, () => {
  const counts: Counts = {};
  for (let seed = FIRST; seed < FIRST + LAKES; seed++) check(seed, DATABASES, counts, proveLake);
  if (deep > 0) console.log(counts);
  for (const what of ["consent", "same person", "fan-out", "keys", "not null", "orders", "bounds", "values", "presence"]) {
    expect(counts[`checked ${what}`], what).toBeGreaterThan(0);
  }
});

describe("a wrong rule is noticed", () => {
  test.each(MUTANTS)("$wrong", { timeout: 60_000 + deep * 100 }, ({ seed, prover }) => {
    expect(() => check(seed, 20, {}, prover)).toThrow(Counterexample);
    check(seed, 20, {}, proveLake);
  });
});
