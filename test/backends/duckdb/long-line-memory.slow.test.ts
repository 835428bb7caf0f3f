import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { casesOf, tell } from "../../deep/cases.ts";
import { scratch } from "./support.ts";

const MEGABYTES = 200;
/** `SLUICE_DEEP=1` tries all. */
const KINDS = ["one text", "one text beyond Latin", "many objects", "no JSON"].slice(0, casesOf(1, 4));

const canMeasure = existsSync("/proc/self/status");
if (!canMeasure) console.warn("SKIPPED: the memory that a long line takes, because this system does not tell");

describe.skipIf(!canMeasure)(`a line of ${MEGABYTES} MB takes at most four times its size`, { timeout: 180_000 }, () => {
  test.for(KINDS)("%s", (kind) => {
    const script = join(import.meta.dirname, "read-long-line.ts");
    const { stdout, stderr, status } = spawnSync(process.execPath, [script, scratch(), kind, String(MEGABYTES)], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const times = Number(stdout) / MEGABYTES;
    tell({ [`most percent of its size: ${kind}`]: Math.round(100 * times) });
    expect(times).toBeGreaterThan(1);
    expect(times).toBeLessThan(4);
  });
});
