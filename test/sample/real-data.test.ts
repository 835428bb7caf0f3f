import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generateSample } from "../../dsl/sample/generate.ts";
import { SAMPLE_TABLES } from "../../dsl/sample/layout.ts";

/** STEDI's public landing data, which is not part of the project. */
const REAL = process.env["SLUICE_STEDI"] ?? join(import.meta.dirname, "../../../shared/stedi");

const realLines = (table: string): readonly string[] =>
  readdirSync(join(REAL, table)).flatMap((file) =>
    readFileSync(join(REAL, table, file), "utf8")
      .trimEnd()
      .split("\n"),
  );

/** A line with every value replaced by what kind of text it is: digits, letters, and the shape around them. */
const outline = (line: string): string =>
  line
    .replace(/("email": |"user":)"[^"]*"/, '$1"e-mail"')
    .replace(/"customerName": "[^"]*"/, '"customerName": "name"')
    .replace(/"serialNumber": ?"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"/, '"serialNumber": "uuid"')
    .replace(/-1\.0|0\.0|1\.0/g, "unit")
    .replace(/[0-9]/g, "9");

describe.skipIf(!existsSync(REAL))("beside the real data (set SLUICE_STEDI to its folder)", () => {
  const made = [...generateSample({ customers: 1000, seed: 1 })].filter((line) => line.defect === undefined);

  test.each(SAMPLE_TABLES)("%s has rows of the same keys, order, spacing and kinds of values", (table) => {
    const sample = new Set(made.filter((line) => line.table === table).map((line) => outline(line.text)));
    expect(sample).toEqual(new Set(realLines(table).map(outline)));
  });

  test("no name, e-mail address or serial number is a real one", () => {
    const values = (line: string): readonly string[] =>
      [...line.matchAll(/"(?:customerName|email|serialNumber)": "([^"]*)"/g)].map((found) => found[1] as string);
    const real = new Set(realLines("customer").flatMap(values));
    const sample = made.filter((line) => line.table === "customer").flatMap((line) => values(line.text));
    // Six of the 1,000 customers stand on lines of one object and a half.
    expect(sample.length).toBe(3 * 994);
    expect(sample.filter((value) => real.has(value))).toEqual([]);
  });
});
