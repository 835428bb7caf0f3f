import { describe, expect, test } from "vitest";
import { CODES, type Code } from "../../dsl/diagnostics/codes.ts";
import { AGGREGATE_RULES } from "../../dsl/expressions/aggregate.ts";
import type { Expression } from "../../dsl/expressions/expression.ts";
import { FUNCTION_RULES } from "../../dsl/expressions/functions.ts";
import { WINDOW_RULES } from "../../dsl/expressions/window.ts";
import type { Operation } from "../../dsl/operations/relation.ts";
import { GIVEN_ELSEWHERE, testSources } from "./given-elsewhere.ts";
import { outcomesOfScenarios } from "./outcomes.ts";
import { expectedOf, replaceExpected, scenarioNames } from "./scenario.ts";

/**
 * Each folder is a scenario: `transforms/` in, and out either `diagnostics.txt`, the messages as a terminal 100 wide
 * shows them, or `generated/`, every job and DDL, and `explain.txt`, what `sluice explain` says of each table.
 * `UPDATE_SCENARIOS=1 npx vitest run test/scenarios` writes what comes out now: read the diff.
 */
const outcomes = outcomesOfScenarios();

describe.each(scenarioNames())("%s", (name) => {
  test("compiles to what stands beside it", () => {
    const { texts, failure } = outcomes.get(name) ?? {};
    expect(failure).toBeUndefined();
    if (process.env.UPDATE_SCENARIOS === "1") replaceExpected(name, texts ?? {});
    expect(texts).toEqual(expectedOf(name));
    expect(Object.keys(texts ?? {})).not.toEqual([]);
  });
});

const OPERATIONS: { readonly [Op in Operation]: true } = {
  read: true,
  filter: true,
  select: true,
  dropColumns: true,
  rename: true,
  derive: true,
  project: true,
  join: true,
  leftJoin: true,
  semiJoin: true,
  antiJoin: true,
  distinct: true,
  latest: true,
  aggregate: true,
  window: true,
  explode: true,
  union: true,
};
const EXPRESSIONS: { readonly [Op in Expression["op"]]: true } = {
  column: true,
  literal: true,
  call: true,
  cast: true,
  when: true,
  field: true,
  native: true,
};

describe("the scenarios together", () => {
  const used = new Set([...outcomes.values()].flatMap((outcome) => outcome.used));
  const given = new Set([...outcomes.values()].flatMap((outcome) => outcome.codes));

  test.each([
    ["operation", OPERATIONS],
    ["kind of expression", EXPRESSIONS],
    ["function", FUNCTION_RULES],
    ["aggregate", AGGREGATE_RULES],
    ["window function", WINDOW_RULES],
  ])("use every %s", (_, table) => {
    expect(Object.keys(table).filter((name) => !used.has(name))).toEqual([]);
  });

  test("give every code that no other test gives", () => {
    const codes = Object.keys(CODES) as Code[];
    expect(codes.filter((code) => !given.has(code) && !GIVEN_ELSEWHERE.includes(code))).toEqual([]);
    expect(GIVEN_ELSEWHERE.filter((code) => given.has(code))).toEqual([]);
  });

  test("a code that only other tests give stands in one", () => {
    const sources = testSources();
    expect(GIVEN_ELSEWHERE.filter((code) => !sources.some((text) => new RegExp(`["'\`[ ]${code}["'\`\\]:]`).test(text)))).toEqual([]);
  });
});
