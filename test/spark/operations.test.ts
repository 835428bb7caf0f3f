import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Rng } from "../random/rng.ts";
import { compareEngines } from "./compare-engines.ts";
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

describe.skipIf(!isSetUp())("operations on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test("windows give the embedded engine's rows", { timeout: 900_000 }, async () => {
    const landing = join(scratch, "window/landing");
    mkdirSync(join(landing, "orders"), { recursive: true });
    writeFileSync(
      join(landing, "orders/1.json"),
      ordersOf(120)
        .map((order) => `${JSON.stringify(order)}\n`)
        .join(""),
    );
    const transforms = join(import.meta.dirname, "../scenarios/window/transforms");
    const compared = await compareEngines({ transforms, landing, scratch: join(scratch, "window"), oneSession: true });
    expect(Object.keys(compared).sort()).toEqual(["gaps", "heaviest", "order_history", "places", "shares"]);
    for (const [table, { rows, differing }] of Object.entries(compared)) {
      expect(differing, table).toBe(0);
      expect(rows, table).toBeGreaterThan(0);
    }
  });
});
