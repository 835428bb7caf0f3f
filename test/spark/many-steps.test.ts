import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { leftJoins, type ManySteps, nullFilters, unions } from "../../bench/lakes/many-steps.ts";
import { onBothEngines } from "./both-engines.ts";
import { isSetUp } from "./setup.mjs";

/** Eight left joins, and of what they give twelve filters that keep what is NULL. */
function joinedAndFiltered(): ManySteps {
  const { transforms, landing } = leftJoins(8);
  const filters = [0, 1, 2, 3, 4, 5].flatMap((i) => [
    `.filter((row) => row.k${i}.isNull().or(row.k${i}.ne(1)))`,
    `.filter((row) => row.label${i}.isNull().or(row.label${i}.ne("side 1")))`,
  ]);
  return { transforms: `${transforms}export const kept = open.table("kept", { from: wide${filters.join("")} });\n`, landing };
}

const LAKES: readonly (readonly [what: string, lake: ManySteps])[] =
  process.env.SLUICE_DEEP === undefined
    ? [["joins and filters", joinedAndFiltered()]]
    : [
        ["50 left joins of one dimension", leftJoins(50)],
        ["200 filters that keep what is NULL", nullFilters(200)],
        ["200 arms of a union", unions(200)],
      ];

describe.skipIf(!isSetUp())("on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test.each(LAKES)("%s give the embedded engine's rows", { timeout: 600_000 }, async (_, { transforms, landing }) => {
    const sources = Object.entries(landing).map(([path, rows]) => [dirname(path), rows] as const);
    const { duckdb, spark } = await onBothEngines({ transforms, landing: Object.fromEntries(sources) });
    for (const [table, rows] of Object.entries(duckdb)) expect(rows.length, table).toBeGreaterThan(0);
    expect(spark).toEqual(duckdb);
  });
});
