import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { columnsFromZod } from "../../dsl/schema/from-zod.ts";
import { epochMillis } from "../../dsl/schema/helpers.ts";
import type { RowCheck } from "../../dsl/schema/row-check.ts";

type Value = string | number | readonly string[];

/** Whether a value of the column's type passes, as the contract of row checks says. */
function passes(check: RowCheck, value: Value): boolean {
  const length = typeof value === "string" ? [...value].length : Array.isArray(value) ? value.length : 0;
  switch (check.rule) {
    case "pattern":
      return new RegExp(check.pattern, "u").test(String(value));
    case "oneOf":
      return check.values.some((allowed) => allowed === value);
    case "min":
      return check.exclusive ? Number(value) > check.value : Number(value) >= check.value;
    case "max":
      return check.exclusive ? Number(value) < check.value : Number(value) <= check.value;
    case "multipleOf":
      return Number(value) % check.value === 0;
    case "minLength":
      return length >= check.value;
    case "maxLength":
      return length <= check.value;
  }
}

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.array(fc.constantFrom("a", "B", "1", "-", "é", "😀", "\n"), { maxLength: 8 }).map((parts) => parts.join("")),
);
const integers = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.maxSafeInteger());
const numbers = fc.oneof(integers, fc.double({ min: -30, max: 30, noNaN: true }));

describe("row checks and zod agree on every value of the type", () => {
  it.each<[string, z.ZodType, fc.Arbitrary<Value>]>([
    ["number bounds", z.number().min(-3.5).lt(10), numbers],
    ["exclusive bounds", z.number().gt(0).max(20), numbers],
    ["signs", z.int().nonnegative().negative(), integers],
    // Of larger numbers zod takes some that are no multiples, because it divides in floating point.
    ["multiples", z.int().multipleOf(7), fc.integer({ min: -1000, max: 1000 })],
    ["uint32", z.uint32(), fc.oneof(integers, fc.constantFrom(4294967295, 4294967296, -1, 0))],
    ["epoch milliseconds", epochMillis().min(5), integers],
    ["literals of numbers", z.literal([1, 2, 3.5]), numbers],
    ["lengths of text", z.string().min(2).max(4), texts],
    ["one length", z.string().length(3), texts],
    ["lengths of arrays", z.array(z.string()).min(1).max(2), fc.array(fc.string(), { maxLength: 4 })],
    ["enums", z.enum(["a", "B1", "😀"]), fc.oneof(texts, fc.constantFrom("a", "B1", "😀"))],
    ["prefixes", z.string().startsWith("a").endsWith("é").includes("1"), texts],
    [
      "a regular expression",
      z
        .string()
        .regex(/^[\w-]+$/)
        .regex(/a/i),
      texts,
    ],
  ])("%s", (_, schema, values) => {
    const [column] = columnsFromZod(z.object({ value: schema }), (problem) => {
      throw new Error(JSON.stringify(problem));
    });
    const checks = column?.checks ?? [];
    expect(checks).not.toEqual([]);
    fc.assert(
      fc.property(values, (value) => checks.every((check) => passes(check, value)) === schema.safeParse(value).success),
      { numRuns: 500 },
    );
  });
});
