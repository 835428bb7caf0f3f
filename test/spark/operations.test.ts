import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Rng } from "../random/rng.ts";
import { compareEngines, onBothEngines } from "./both-engines.ts";
import { isSetUp } from "./setup.mjs";

const scratch = mkdtempSync(join(tmpdir(), "sluice-operations-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Few different values, so that rows tie and repeat; sums of the doubles are exact in any order. */
function ordersOf(count: number): readonly object[] {
  const rng = new Rng(11);
  const perhaps = <T>(value: T): T | undefined => (rng.chance(0.2) ? undefined : value);
  return Array.from({ length: count }, () => ({
    customer: perhaps(rng.pick(["a", "b", "c"])),
    country: rng.pick(["x", "y"]),
    pieces: rng.below(4),
    weight: perhaps(rng.pick([0, -0, 0.5, 1.5, -2])),
    price: rng.pick([1.25, 0, -3.1]),
    placedAt: 1_700_000_000_000 + 60_000 * rng.below(5),
  }));
}

/** Arrays that are empty or missing, too. */
function basketsOf(count: number): readonly object[] {
  const rng = new Rng(12);
  const some = <T>(make: () => T): readonly T[] => Array.from({ length: rng.below(4) }, make);
  return Array.from({ length: count }, (_, id) => ({
    id: `${id}`,
    tags: rng.chance(0.2) ? undefined : some(() => rng.pick(["a", "b", ""])),
    lines: some(() => ({ product: rng.pick(["p", "q"]), pieces: rng.below(3), note: rng.chance(0.5) ? undefined : "n" })),
    country: rng.pick(["x", "y"]),
  }));
}

const ordinary = (rng: Rng): number => (rng.below(2_000_001) - 1_000_000) / 10 ** rng.below(12);

/** Runs a scenario on both engines over rows of one source. */
async function compared(scenario: string, source: string, rows: readonly object[]): Promise<Awaited<ReturnType<typeof compareEngines>>> {
  const landing = join(scratch, scenario, "landing");
  mkdirSync(join(landing, source), { recursive: true });
  writeFileSync(join(landing, source, "1.json"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const transforms = join(import.meta.dirname, "../scenarios", scenario, "transforms");
  return compareEngines({ transforms, landing, scratch: join(scratch, scenario), oneSession: true });
}

describe.skipIf(!isSetUp())("operations on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test.each([
    ["window", ordersOf(120), ["before", "gaps", "heaviest", "order_history", "places", "shares"]],
    ["explode", basketsOf(60), ["lines_per_order", "order_lines", "order_tags", "tags", "tags_per_country"]],
  ] as const)("%s gives the embedded engine's rows", { timeout: 900_000 }, async (scenario, rows, tables) => {
    const found = await compared(scenario, "orders", rows);
    expect(Object.keys(found).sort()).toEqual(tables);
    for (const [table, { rows: count, differing }] of Object.entries(found)) {
      expect(differing, table).toBe(0);
      expect(count, table).toBeGreaterThan(0);
    }
  });

  test("sums and means of extreme numbers do not depend on the order of adding", { timeout: 900_000 }, async () => {
    const transforms = `import { json, parquet, source, zone } from "sluice";
      import { z } from "zod";
      const landed = source("numbers", { path: "numbers/", format: json(), row: z.object({ id: z.int32(), key: z.string(), x: z.number().optional(), d: z.string().optional() }) });
      const numbers = landed.derive((n) => ({ d: n.d.cast("decimal(38,30)") }));
      const open = zone("open", { format: parquet() });
      open.table("grouped", { from: numbers.aggregate({ by: ["key"], measures: (n) => ({ sum: n.x.sum(), mean: n.x.avg(), total: n.d.sum(), middle: n.d.avg() }) }) });
      open.table("running", { from: numbers.window({ partitionBy: ["key"], orderBy: ["id"], columns: (n) => ({ sum: n.x.sum(), mean: n.x.avg(), total: n.d.sum(), middle: n.d.avg() }) }) });`;
    const rng = new Rng(13);
    const most = "99999999.999999999999999999999999999999";
    const rows = Array.from({ length: 200 }, (_, id) => ({
      id,
      key: `${id % 40}`,
      // Of those whose order may count, powers of two, which round nothing.
      x: id % 2 === 0 ? ordinary(rng) : rng.pick([undefined, 2 ** 1023, -(2 ** 1023), 2 ** 1000, -(2 ** 1000)]),
      d: rng.pick([undefined, most, `-${most}`, "0.000000000000000000000000000001", "-12345678"]),
    }));
    const { duckdb, spark } = await onBothEngines({ transforms, landing: { numbers: rows } });
    expect(spark).toEqual(duckdb);
    for (const column of [1, 2, 3, 4]) {
      const values = duckdb.grouped?.map((row) => row[column]) ?? [];
      expect(values.some((value) => value !== null)).toBe(true);
    }
    expect(duckdb.grouped?.some(([, sum, mean]) => sum === null && mean !== null)).toBe(true);
    expect(duckdb.grouped?.some(([, , , total]) => total === null)).toBe(true);
  });
});
