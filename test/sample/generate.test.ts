import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { hasRow } from "../../dsl/sample/bad-lines.ts";
import { generateSample, type SampleLine, type SampleOptions } from "../../dsl/sample/generate.ts";
import { SAMPLE_TABLES } from "../../dsl/sample/layout.ts";
import { lineReader } from "./read-sample.ts";

const digest = (options: SampleOptions): string => {
  const hash = createHash("sha256");
  for (const line of generateSample(options)) hash.update(`${line.table} ${line.delivery} ${line.part} ${line.text}\n`);
  return hash.digest("hex");
};

describe("a seed", () => {
  test("gives the same lines each time, and two generators do not disturb each other", () => {
    expect(digest({ customers: 150, seed: 7 })).toBe(digest({ customers: 150, seed: 7 }));
    const one = generateSample({ customers: 40, seed: 3 });
    const other = generateSample({ customers: 40, seed: 3 });
    for (let line = one.next(); !line.done; line = one.next()) expect(other.next()).toEqual(line);
  });

  test("gives these lines on every machine and every version of Node", () => {
    expect(digest({ customers: 200, seed: 1 })).toBe("ab5677a1d212cc506babff548ee1ecb45fb97490846b4e024686c81a6c9e7cdc");
  });

  test("gives other lines than another seed", () => {
    const seeds = [0, 1, 2, 3, 4_294_967_295];
    expect(new Set(seeds.map((seed) => digest({ customers: 5, seed }))).size).toBe(seeds.length);
  });

  test.each([
    { customers: 1.5, seed: 1 },
    { customers: -1, seed: 1 },
    { customers: Number.NaN, seed: 1 },
    { customers: 1e12, seed: 1 },
    { customers: 1, seed: -1 },
    { customers: 1, seed: 2 ** 32 },
  ])("and a size are whole numbers in range: not %o", (options) => {
    expect(() => generateSample(options).next()).toThrow(
      expect.objectContaining<Partial<Refusal>>({ problems: [expect.objectContaining({ code: "invalid-value" })] }),
    );
  });
});

test("holds for any size and seed: no bad record passes, bad records stay below the threshold, keys are unique", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 260 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (customers, seed) => {
      const made: SampleLine[] = [...generateSample({ customers, seed })];
      for (const table of SAMPLE_TABLES) {
        const lines = made.filter((line) => line.table === table);
        const reader = lineReader(table);
        for (const line of lines) reader.add(line.text);
        const { rows, badRecords, blankLines } = reader.table();
        expect(rows.length).toBe(lines.filter((line) => hasRow(line.defect)).length);
        expect(blankLines).toBe(lines.filter((line) => line.defect === "blank line").length);
        expect(badRecords).toBeLessThanOrEqual(0.1 * (rows.length + badRecords));
        const key = UNIQUE[table];
        if (key !== undefined) expect(new Set(rows.map(key)).size).toBe(rows.length);
      }
    }),
    { numRuns: 25 },
  );
});

const UNIQUE: Readonly<Record<string, (row: Record<string, unknown>) => string>> = {
  customer: (row) => String(row["email"]),
  accelerometer: (row) => JSON.stringify(row),
  step_trainer: (row) => `${row["serialNumber"]} ${row["sensorReadingTime"]}`,
};
