import { describe, expect, it } from "vitest";
import { z } from "zod";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import type { Problem } from "../../dsl/diagnostics/diagnostic.ts";
import { typeName } from "../../dsl/schema/column-type.ts";
import { columnsFromZod } from "../../dsl/schema/from-zod.ts";
import { decimal, epochMillis } from "../../dsl/schema/helpers.ts";

function read(row: unknown) {
  const problems: Problem[] = [];
  const columns = columnsFromZod(row as z.ZodObject, (problem) => problems.push(problem as Problem));
  return { columns, problems, words: problems.map(({ code, parameters }) => wordsOf(code, parameters)) };
}

const node = z.object({
  get next() {
    return node.optional();
  },
});
const endless = (): z.ZodObject =>
  z.object({
    get a() {
      return endless();
    },
  });

describe("schemas without a column type", () => {
  it.each<[string, unknown]>([
    ["`z.any()`", z.any()],
    ["`z.unknown()`", z.unknown()],
    ["`z.never()`", z.never()],
    ["`z.void()`", z.void()],
    ["`z.null()`", z.null()],
    ["`z.undefined()`", z.undefined()],
    ["`z.nan()`", z.nan()],
    ["`z.symbol()`", z.symbol()],
    ["`z.bigint()`", z.bigint()],
    ["`z.uint64()`", z.uint64()],
    ["`z.literal(true)`", z.literal(true)],
    ['`z.literal(["a", 1])`', z.literal(["a", 1])],
    ["`z.literal(5n)`", z.literal(5n)],
    ["`z.literal(null)`", z.literal(null)],
    ["`z.enum(...)`", z.enum([])],
    ["`z.enum(...)`", z.enum({ A: 1, B: "b" })],
    ["`z.union(...)`", z.union([z.string(), z.number()])],
    ["`z.union(...)`", z.union([z.string(), z.number(), z.null()])],
    ["`z.xor(...)`", z.xor([z.string(), z.number()])],
    ["`z.discriminatedUnion(...)`", z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b") })])],
    ["`z.intersection(...)`", z.object({ a: z.string() }).and(z.object({ b: z.string() }))],
    ["`z.tuple(...)`", z.tuple([z.string()])],
    ["`z.map(...)`", z.map(z.string(), z.string())],
    ["`z.set(...)`", z.set(z.string())],
    ["`z.record(z.email(), ...)`", z.record(z.email(), z.string())],
    ["`z.record(z.enum(...), ...)`", z.record(z.enum(["a"]), z.string())],
    ["`z.record(z.string() with checks, ...)`", z.record(z.string().min(1), z.string())],
    ["`z.file()`", z.file()],
    ["`z.function(...)`", z.function()],
    ["`z.promise(...)`", z.promise(z.string())],
    ["`z.lazy(...)` or `z.json()`", z.lazy(() => z.string())],
    ["`z.lazy(...)` or `z.json()`", z.json()],
    ["`z.custom(...)` or `z.instanceof(...)`", z.custom<string>()],
    ["`z.custom(...)` or `z.instanceof(...)`", z.instanceof(Date)],
    ["`z.templateLiteral(...)`", z.templateLiteral(["a", z.number()])],
    ["`z.transform(...)`", z.transform((x) => x)],
    ["changed by `.transform(...)`", z.string().transform(Number)],
    ["`.pipe(...)`", z.string().pipe(z.string().min(1))],
    ["`z.preprocess(...)`", z.preprocess(String, z.string())],
    ["`z.codec(...)` or `z.stringbool()`", z.stringbool()],
    ["`z.success(...)`", z.success(z.string())],
    ["`z.coerce.number()`", z.coerce.number()],
    ["`z.coerce.date()`", z.coerce.date()],
    ["`z.iso.datetime({ local: true })`", z.iso.datetime({ local: true })],
    ["`z.iso.datetime({ precision: -1 })`", z.iso.datetime({ precision: -1 })],
    ["an object without fields", z.object({})],
    ["not a schema of zod 4", undefined],
    ["not a schema of zod 4", { parse: () => 1 }],
    ["not a schema of zod 4", "string"],
  ])("%s", (found, schema) => {
    const { columns, problems } = read({ _zod: { def: { type: "object", shape: { value: schema } } } });
    expect(problems).toMatchObject([{ code: "unsupported-schema", parameters: { column: "value", found }, focus: "value" }]);
    expect(columns).toMatchObject([{ name: "value", type: { kind: "unknown" }, checks: [] }]);
  });

  it("say what to do", () => {
    const { words } = read(z.object({ a: z.any(), b: z.string().default("x"), c: z.tuple([z.string()]) }));
    expect(words).toMatchObject([
      {
        severity: "error",
        message: "`a` is `z.any()`, which has no column type",
        help: "use text, numbers, booleans, dates, enums, nested objects, arrays, records, `.optional()` or `.nullable()`; see docs/schemas.md",
      },
      {
        severity: "error",
        message: "`b` is changed by `.default(...)`, which has no column type",
        help: "use `.optional()`, and `row.column.coalesce(...)` in `.derive(...)`",
      },
      {
        severity: "error",
        message: "`c` is `z.tuple(...)`, which has no column type",
        help: "use `z.object(...)`, or `z.array(...)` when all elements have one type",
      },
    ]);
  });

  it.each<[string, z.core.$ZodType]>([
    [".default(...)", z.string().default("a")],
    [".prefault(...)", z.string().prefault("a")],
    [".catch(...)", z.string().catch("a")],
  ])("%s is reported, and the column keeps its type", (found, schema) => {
    const { columns, problems } = read(z.object({ value: schema }));
    expect(problems).toMatchObject([{ code: "unsupported-schema", parameters: { found: `changed by \`${found}\`` } }]);
    expect(columns[0]?.type).toEqual({ kind: "string" });
  });

  it("are named by their path, each once", () => {
    const { columns, problems } = read(
      z.object({ a: z.object({ b: z.array(z.any()), c: z.record(z.string(), z.object({ d: z.set(z.int()) })), e: z.int() }) }),
    );
    expect(problems.map(({ parameters, focus }) => [(parameters as { column: string }).column, focus])).toEqual([
      ["a.b[]", "a"],
      ["a.c[].d", "a"],
    ]);
    expect(columns.map(({ type }) => typeName(type))).toEqual(["struct of b: array of unknown, c: map of struct of d: unknown, e: int64"]);
  });

  it("may be objects that contain themselves", () => {
    expect(read(node).words.map(({ message }) => message)).toEqual(["`next` is an object that contains itself, which has no column type"]);
    let deep: z.ZodType = z.string();
    for (let level = 0; level < 102; level++) deep = z.object({ x: deep });
    expect(read(z.object({ deep })).words.map(({ message }) => message)).toEqual([
      `\`deep${".x".repeat(100)}\` is an object inside 101 others, which has no column type`,
    ]);
    expect(read(endless()).problems).toHaveLength(1);
  });

  it("include elements that may be null", () => {
    const { words } = read(z.object({ a: z.array(z.string().nullable()), b: z.record(z.string(), z.string().optional()) }));
    expect(words.map(({ message }) => message)).toEqual([
      "`a[]` is optional or nullable inside an array or a map, which has no column type",
      "`b[]` is optional or nullable inside an array or a map, which has no column type",
    ]);
  });

  it.each<[number, number]>([
    [39, 2],
    [0, 0],
    [5, 6],
    [5, -1],
    [5.5, 2],
    [Number.NaN, 0],
  ])("include decimal(%d, %d)", (precision, scale) => {
    const { columns, problems } = read(z.object({ a: decimal(precision, scale) }));
    expect(problems).toMatchObject([{ code: "invalid-value", parameters: { value: `decimal(${precision}, ${scale})` }, focus: "a" }]);
    expect(columns[0]?.type.kind).toBe("unknown");
  });

  it("include a row that is no object", () => {
    for (const row of [z.string(), undefined, {}, z.object({ a: z.string() }).optional()]) {
      const { columns, problems } = read(row);
      expect(columns).toEqual([]);
      expect(problems).toMatchObject([{ code: "unsupported-schema", parameters: { column: "row", found: "not an object" } }]);
    }
  });
});

describe("checks that are no row checks", () => {
  it.each<[string, z.core.$ZodType]>([
    ["`.refine(...)`", z.string().refine(() => true)],
    [
      "`.refine(...)`",
      z
        .string()
        .optional()
        .refine(() => true),
    ],
    ["`.superRefine(...)` or `.check(...)`", z.string().superRefine(() => {})],
    ["`.superRefine(...)` or `.check(...)`", z.string().check(() => {})],
    ["`.overwrite(...)` (`.trim()`, `.toLowerCase()` and the like)", z.string().trim()],
    ["`.regex(/(?=a)/)`, which has the look-ahead `(?=a)`,", z.string().regex(/(?=a)/)],
    ["`.regex(/a/m)`, which has the flag `m`,", z.string().regex(/a/m)],
    ["`.includes(...)`, which has a position,", z.string().includes("a", { position: 2 })],
    ["`.startsWith(...)`, which has half of a surrogate pair,", z.string().startsWith("\ud83d")],
    ['`z.stringFormat("even", ...)`, which has a function,', z.stringFormat("even", (text) => text.length % 2 === 0)],
    ["`z.url()`, which has `protocol` or `hostname`,", z.url({ protocol: /^ftp$/ })],
    ["`z.url()`, which has `normalize`, which changes the value,", z.url({ normalize: true })],
    ["`z.jwt()`", z.jwt()],
    ["`z.emoji()`", z.emoji()],
    ["`z.creditCard()`", z.creditCard()],
    ["`z.iban()`", z.iban()],
    ["`z.iso.date()`", z.string().date()],
    ["`z.iso.datetime()`", z.string().datetime()],
    ["`precision: 3`", z.iso.datetime({ precision: 3 })],
    ["`.min(3)`", z.iso.date().min(3)],
    ['`.min(new Date("2020-01-01T00:00:00.000Z"))`', z.date().min(new Date("2020-01-01"))],
    ["`.multipleOf(0.1)`", z.number().multipleOf(0.1)],
    ["`.multipleOf(0)`", z.int().multipleOf(0)],
    ["`.max(Infinity)`", z.number().max(Number.POSITIVE_INFINITY)],
    ["`.max(9223372036854775807n)`", z.int64().max(9223372036854775807n)],
    ["`.gt(1)`, which has a `when`,", z.number().check(z.gt(1, { when: () => false } as never))],
    ["`.min(1)`, which has a `when`,", z.string().min(1, { when: () => false } as never)],
    ['`z.property("length", ...)`', z.string().check(z.property("length", z.number()))],
    ["`z.strictObject(...)` or `.strict()`", z.strictObject({ a: z.string() })],
    ["`.catchall(...)`", z.object({ a: z.string() }).catchall(z.string())],
    ["`.refine(...)`", z.object({ a: z.string() }).refine(() => true)],
    ["`.refine(...)`", z.array(z.string()).refine(() => true)],
    ["`.refine(...)`", z.enum(["a"]).refine(() => true)],
    ["`z.nanoid()`, which has a count over 1000, multiplied with the counts around it,", z.nanoid({ length: 1001 })],
  ])("%s", (found, schema) => {
    const { columns, problems } = read(z.object({ value: schema }));
    expect(problems).toMatchObject([{ code: "unsupported-check", parameters: { column: "value", found }, focus: "value" }]);
    expect(columns[0]?.type.kind).not.toBe("unknown");
  });

  it.each<[string, z.core.$ZodType]>([
    ["`z.email()`", z.email()],
    ["`.min(1)`", z.string().min(1)],
    ["`z.enum(...)`", z.enum(["a"])],
    ["`z.uint32()`", z.uint32()],
    ["`.min(0)`", z.object({ a: z.int().min(0) })],
    ["`.min(2)`", z.array(z.string()).min(2)],
  ])("%s of an element", (found, schema) => {
    for (const row of [z.object({ value: z.array(schema) }), z.object({ value: z.record(z.string(), schema) })]) {
      expect(read(row).problems).toMatchObject([
        { code: "unsupported-check", parameters: { found, instead: expect.stringContaining("one by one") } },
      ]);
    }
  });

  it("of elements are none for plain types", () => {
    expect(
      read(z.object({ a: z.array(z.int()), b: z.array(epochMillis()), c: z.record(z.string(), decimal(5, 2)), d: z.array(z.iso.date()) }))
        .problems,
    ).toEqual([]);
  });

  it("of the row are reported once for the row", () => {
    const refined = z.object({ a: z.string() }).refine(() => true);
    expect(read(refined).words.map(({ message }) => message)).toEqual(["the check `.refine(...)` of `row` cannot be made a row check"]);
    expect(read(z.strictObject({ a: z.string() })).words[0]).toMatchObject({
      help: "keys that are not declared are ignored and counted: say so with `.strip()`",
    });
    expect(read(z.strictObject({ a: z.string() }).strip()).problems).toEqual([]);
    expect(read(z.looseObject({ a: z.string() })).problems).toEqual([]);
    expect(read(z.object({ a: z.string() }).check(z.describe("x"))).problems).toEqual([]);
  });
});

describe("names in a struct", () => {
  it("differ by more than case", () => {
    const { words } = read(z.object({ a: z.object({ zip: z.string(), Zip: z.string() }) }));
    expect(words.map(({ message }) => message)).toEqual(["`a` has the fields `zip` and `Zip`, which differ only by case: Athena sees one"]);
  });
});
