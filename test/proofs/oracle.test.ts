import { describe, expect, test } from "vitest";
import { casesOf, firstSeed, tell } from "../deep/cases.ts";
import { Counterexample, check } from "./oracle/check.ts";
import type { Counts } from "./oracle/claims.ts";
import { MUTANTS } from "./oracle/mutants.ts";
import { proveLake } from "./oracle/prover.ts";

const LAKES = casesOf(300, 50_000);
const FIRST = firstSeed(1_000_000);
const DATABASES = 15;

test(`nothing that is proven of ${LAKES} random lakes, from seed ${FIRST}, is false in a random database`, {
  timeout: 60_000 + LAKES * 1000,
}, () => {
  const counts: Counts = {};
  for (let seed = FIRST; seed < FIRST + LAKES; seed++) check(seed, DATABASES, counts, proveLake);
  tell(counts);
  for (const what of ["consent", "same person", "fan-out", "keys", "not null", "orders", "bounds", "values", "presence"]) {
    expect(counts[`checked ${what}`], what).toBeGreaterThan(0);
  }
});

test(`nor of ${LAKES / 5} wide ones, with many left joins, ORs and unions`, { timeout: 60_000 + LAKES * 1000 }, () => {
  const counts: Counts = {};
  for (let seed = FIRST; seed < FIRST + LAKES / 5; seed++) check(seed, 8, counts, proveLake, "wide");
  tell(counts);
  for (const what of ["fan-out", "not null", "values"]) expect(counts[`checked ${what}`], what).toBeGreaterThan(0);
});

describe("a wrong rule is noticed", () => {
  test.each(MUTANTS)("$wrong", ({ wrong, seed, prover }) => {
    expect(() => check(seed, 20, {}, prover)).toThrow(Counterexample);
    check(seed, 20, {}, proveLake);
    tell({ [wrong]: 1 });
  });
});
