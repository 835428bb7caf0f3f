import { describe, expect, test } from "vitest";
import { expressionSql } from "../../../dsl/backends/duckdb/expressions.ts";
import { sqlType } from "../../../dsl/backends/duckdb/types.ts";
import type { collections } from "../../../dsl/expressions/collections.ts";
import type { LiteralExpression } from "../../../dsl/expressions/expression.ts";
import type { FunctionName } from "../../../dsl/expressions/functions.ts";
import {
  bool,
  call,
  cast,
  day,
  decimal,
  double,
  evaluate,
  evaluateOverRows,
  float,
  instant,
  int32,
  int64,
  MAX64,
  MIN64,
  millis,
  text,
  typeOfConstant,
} from "./evaluate.ts";
import { connect, rowsOf } from "./support.ts";

type Case = readonly [args: readonly LiteralExpression[], expected: string | number | boolean | null];

const NULL_TEXT = text(null);
const BIG = "99999999999999999999999999999999999999";
const FIRST_MILLI = "-62135596800000";
const LAST_MILLI = "253402300799999";

/** Comparisons of a smaller with a larger value, of each kind that has an order. */
const ASCENDING: readonly (readonly [LiteralExpression, LiteralExpression])[] = [
  [int32(-1), int32(2)],
  [int32(2147483647), int64("2147483648")],
  [int64(MIN64), int64(MAX64)],
  [double(-5e-324), double(5e-324)],
  [float(0.5), double(0.6)],
  [int32(1), double(1.5)],
  [decimal(5, 2, "1.23"), decimal(5, 2, "1.24")],
  [decimal(5, 2, "-1.24"), decimal(10, 3, "-1.239")],
  [decimal(38, 30, "1.000000000000000000000000000001"), decimal(38, 0, BIG)],
  [decimal(38, 0, `-${BIG}`), decimal(38, 38, "-0.00000000000000000000000000000000000001")],
  [decimal(38, 38, "0.5"), int64("1")],
  [decimal(38, 2, "-0.50"), decimal(38, 6, "-0.499999")],
  [text(""), text("\u0000")],
  [text("Z"), text("a")],
  [text("\uffff"), text("😀")],
  [bool(false), bool(true)],
  [day("0001-01-01"), day("9999-12-31")],
  [instant("1969-12-31T23:59:59.999999Z"), instant("1970-01-01T00:00:00Z")],
  [millis("-1"), millis("0")],
];

const EQUAL: readonly (readonly [LiteralExpression, LiteralExpression])[] = [
  [int32(7), int64("7")],
  [double(0), double(-0)],
  [double(0.1), double(0.1)],
  [int64("9007199254740993"), double(9007199254740992)],
  [decimal(5, 2, "1.50"), decimal(38, 37, "1.5")],
  [decimal(38, 0, BIG), decimal(38, 0, BIG)],
  [decimal(38, 1, "12.0"), int32(12)],
  [decimal(38, 30, "0"), int64("0")],
  [text("it's \u0000 😀"), text("it's \u0000 😀")],
  [instant("2024-01-01T00:00:00.5Z"), instant("2024-01-01T00:00:00.500000Z")],
];

const ordered = (smaller: boolean, equal: boolean, larger: boolean): readonly Case[] => [
  ...ASCENDING.map(([a, b]): Case => [[a, b], smaller]),
  ...EQUAL.map(([a, b]): Case => [[a, b], equal]),
  ...ASCENDING.map(([a, b]): Case => [[b, a], larger]),
  [[int32(null), int32(1)], null],
  [[int32(1), int32(null)], null],
  [[decimal(38, 2, null), decimal(38, 6, "1")], null],
  [[NULL_TEXT, NULL_TEXT], null],
];

const distinctness = (isDistinct: boolean): readonly Case[] => [
  ...ASCENDING.map(([a, b]): Case => [[a, b], isDistinct]),
  ...EQUAL.map(([a, b]): Case => [[a, b], !isDistinct]),
  [[NULL_TEXT, text("")], isDistinct],
  [[decimal(38, 2, null), decimal(38, 6, "0")], isDistinct],
  [[decimal(38, 2, null), decimal(38, 6, null)], !isDistinct],
  [[NULL_TEXT, NULL_TEXT], !isDistinct],
];

/** Those of arrays and maps, which have no constants, are tried in collections.test.ts; what needs a key in pseudonym.test.ts. */
type ScalarFunction = Exclude<FunctionName, keyof typeof collections | "pseudonym">;

const CASES: { readonly [K in ScalarFunction]: readonly Case[] } = {
  eq: ordered(false, true, false),
  ne: ordered(true, false, true),
  lt: ordered(true, false, false),
  lte: ordered(true, true, false),
  gt: ordered(false, false, true),
  gte: ordered(false, true, true),
  in: [
    [[int32(2), int32(1), int64("2")], true],
    [[int32(3), int32(1), int64("2")], false],
    [[int32(3), int32(1), int32(null)], false],
    [[int32(1), int32(1), int32(null)], true],
    [[int32(1), int32(null)], false],
    [[int32(null), int32(null)], null],
    [[int32(null), int32(1)], null],
    [[text("a"), text("A"), text("a")], true],
    [[decimal(38, 37, "1"), decimal(38, 0, BIG), decimal(38, 0, "1")], true],
    [[double(0.1), double(0.1)], true],
  ],
  between: [
    [[int32(1), int32(1), int32(2)], true],
    [[int32(2), int32(1), int32(2)], true],
    [[int32(3), int32(1), int32(2)], false],
    [[int32(1), int32(2), int32(1)], false],
    [[int32(null), int32(1), int32(2)], null],
    [[int32(5), int32(7), int32(null)], null],
    [[int32(5), int32(null), int32(3)], null],
    [[double(0.5), int32(0), int64("1")], true],
    [[decimal(38, 0, BIG), decimal(3, 2, "1.00"), decimal(38, 0, BIG)], true],
    [[text("b"), text("a"), text("c")], true],
  ],
  isDistinctFrom: distinctness(true),
  isNotDistinctFrom: distinctness(false),
  isNull: [
    [[int32(null)], true],
    [[text("")], false],
  ],
  isNotNull: [
    [[int32(null)], false],
    [[text("")], true],
  ],
  coalesce: [
    [[int32(null), int64(MAX64)], MAX64],
    [[int32(5), int64(null)], "5"],
    [[int32(null), double(1.5), int32(2)], 1.5],
    [[decimal(4, 1, null), decimal(5, 2, "1.25")], "1.25"],
    [[decimal(4, 1, "2.5"), int64("7")], "2.5"],
    [[NULL_TEXT, NULL_TEXT], null],
    [[NULL_TEXT, text("")], ""],
  ],
  and: [
    [[bool(true), bool(true), bool(true)], true],
    [[bool(true), bool(false)], false],
    [[bool(null), bool(false)], false],
    [[bool(null), bool(true)], null],
    [[bool(null), bool(null)], null],
  ],
  or: [
    [[bool(false), bool(false), bool(true)], true],
    [[bool(false), bool(false)], false],
    [[bool(null), bool(true)], true],
    [[bool(null), bool(false)], null],
  ],
  not: [
    [[bool(true)], false],
    [[bool(false)], true],
    [[bool(null)], null],
  ],
  plus: [
    [[int32(2147483647), int32(1)], "2147483648"],
    [[int64(MAX64), int32(1)], null],
    [[int64(MAX64), int64(MIN64)], "-1"],
    [[int64(MIN64), int32(-1)], null],
    [[int64(null), int32(1)], null],
    [[double(1e308), double(1e308)], null],
    [[double(0.1), double(0.2)], 0.30000000000000004],
    [[float(0.1), int32(0)], 0.10000000149011612],
    [[int64("9007199254740993"), double(0)], 9007199254740992],
    [[decimal(5, 2, "1.25"), decimal(5, 3, "-2.250")], "-1.000"],
    [[decimal(38, 0, BIG), decimal(38, 0, "1")], null],
    [[decimal(38, 0, BIG), decimal(38, 0, "-1")], "99999999999999999999999999999999999998"],
    [[decimal(38, 0, BIG), decimal(3, 2, "0.01")], null],
    [[decimal(10, 2, "1.50"), int64("2")], "3.50"],
    [[decimal(10, 2, "1.50"), double(0.25)], 1.75],
  ],
  minus: [
    [[int64(MIN64), int32(1)], null],
    [[int64("0"), int64(MIN64)], null],
    [[int64("-1"), int64(MIN64)], MAX64],
    [[double(-1e308), double(1e308)], null],
    [[decimal(5, 2, "1.25"), decimal(5, 2, "1.25")], "0.00"],
    [[decimal(38, 38, "-0.9"), decimal(38, 38, "0.9")], null],
    [[double(null), double(1)], null],
  ],
  times: [
    [[int64("4294967296"), int64("2147483648")], null],
    [[int64("4294967296"), int64("-2147483648")], MIN64],
    [[int64(MIN64), int64(MIN64)], null],
    [[int32(65536), int32(65536)], "4294967296"],
    [[double(1e200), double(1e200)], null],
    [[double(1e-200), double(1e-200)], 0],
    [[decimal(5, 2, "1.25"), decimal(5, 3, "-2.200")], "-2.75000"],
    [[decimal(38, 0, BIG), int32(2)], null],
    [[decimal(38, 2, "999999999999999999.99"), decimal(38, 2, "10.00")], "9999999999999999999.9000"],
    [[decimal(20, 10, "1.5000000000"), decimal(20, 10, "1.5")], "2.25000000000000000000"],
    [[decimal(38, 30, "0.5"), decimal(38, 10, "0.5")], "0.25000000000000000000000000000000000000"],
    [[decimal(38, 38, "0.5"), decimal(38, 38, "0.5")], "0.50000000000000000000000000000000000000"],
    [[decimal(38, 38, "0.5"), int32(3)], null],
  ],
  dividedBy: [
    [[int32(7), int32(2)], 3.5],
    [[int32(7), int32(0)], null],
    [[int32(0), int32(0)], null],
    [[int64(MIN64), int32(-1)], 2 ** 63],
    [[double(1), double(0)], null],
    [[double(1), double(-0)], null],
    [[double(1e300), double(1e-300)], null],
    [[double(1), double(3)], 1 / 3],
    [[decimal(5, 2, "10.00"), decimal(5, 2, "3.00")], "3.333333"],
    [[decimal(5, 2, "-20.00"), decimal(5, 2, "3.00")], "-6.666667"],
    [[decimal(7, 6, "0.000001"), int32(2)], "0.000001"],
    [[decimal(7, 6, "-0.000001"), int32(2)], "-0.000001"],
    [[decimal(7, 6, "0.000001"), int32(-3)], "0.000000"],
    [[decimal(5, 2, "1.00"), decimal(5, 2, "0.00")], null],
    [[decimal(5, 2, "1.00"), int64(null)], null],
    [[int32(1), decimal(38, 20, "0.00000000000000000001")], "100000000000000000000.000000"],
    [[decimal(38, 20, "0.00000000000000000001"), int32(1)], "0.000000"],
    [[decimal(38, 20, "1.5"), int64(MAX64)], "0.000000"],
    [[decimal(38, 0, "1000000000000000000000000000000"), decimal(1, 0, "3")], "333333333333333333333333333333.333333"],
    [[decimal(38, 0, BIG), decimal(2, 1, "0.1")], null],
    [[decimal(5, 2, "1.00"), double(4)], 0.25],
  ],
  modulo: [
    [[int32(7), int32(3)], "1"],
    [[int32(-7), int32(3)], "-1"],
    [[int32(7), int32(-3)], "1"],
    [[int32(7), int32(0)], null],
    [[int64(MIN64), int32(-1)], "0"],
    [[int64(MIN64), int64(MAX64)], "-1"],
  ],
  negated: [
    [[int32(-2147483648)], "2147483648"],
    [[int64(MIN64)], null],
    [[int64(MAX64)], "-9223372036854775807"],
    [[double(1.5)], -1.5],
    [[float(0.1)], -0.10000000149011612],
    [[decimal(38, 0, BIG)], `-${BIG}`],
    [[decimal(3, 2, "-1.50")], "1.50"],
  ],
  abs: [
    [[int64(MIN64)], null],
    [[int32(-2147483648)], "2147483648"],
    [[double(-1.5)], 1.5],
    [[decimal(38, 0, `-${BIG}`)], BIG],
  ],
  round: [
    [[int32(5)], "5"],
    [[double(2.5)], 3],
    [[double(-2.5)], -3],
    [[double(0.49999999999999994)], 0],
    [[double(1e300)], 1e300],
    [[double(2 ** 53)], 2 ** 53],
    [[decimal(3, 1, "2.5")], "3"],
    [[decimal(3, 1, "-2.5")], "-3"],
    [[decimal(2, 2, "0.50")], "1"],
    [[decimal(38, 2, "999999999999999999999999999999999999.99")], "1000000000000000000000000000000000000"],
    [[double(null)], null],
  ],
  lower: [
    [[text("ABCZ-É-İ-ß")], "abcz-É-İ-ß"],
    [[NULL_TEXT], null],
  ],
  upper: [[[text("abcz-é-ı-ß")], "ABCZ-é-ı-ß"]],
  trim: [
    [[text("  a b  ")], "a b"],
    [[text("\t a\u00a0 ")], "\t a\u00a0"],
    [[text("   ")], ""],
  ],
  concat: [
    [[text("a"), text(""), text("é\u0000")], "aé\u0000"],
    [[text("a"), NULL_TEXT], null],
  ],
  substring: [
    [[text("aé😀b"), int32(2), int32(2)], "é😀"],
    [[text("e\u0301x"), int32(2), int32(1)], "\u0301"],
    [[text("abc"), int32(1), int32(0)], ""],
    [[text("abc"), int32(4), int32(5)], ""],
    [[text("abc"), int32(3), int32(100)], "c"],
    [[text("abc"), int32(0), int32(2)], "a"],
    [[text("abc"), int32(-1), int32(3)], "a"],
    [[text("abc"), int32(-5), int32(3)], ""],
    [[text("abc"), int32(2), int32(-1)], ""],
    [[text("abc"), int64("1"), int64(MAX64)], "abc"],
    [[text("abc"), int64(MAX64), int64(MAX64)], ""],
    [[text("abc"), int32(null), int32(1)], null],
    [[NULL_TEXT, int32(1), int32(1)], null],
  ],
  length: [
    [[text("")], "0"],
    [[text("aé😀")], "3"],
    [[text("e\u0301")], "2"],
    [[text("👨‍👩‍👧")], "5"],
    [[text("a\u0000b")], "3"],
  ],
  startsWith: [
    [[text("abc"), text("ab")], true],
    [[text("abc"), text("")], true],
    [[text("abc"), text("b")], false],
    [[text("é"), text("e")], false],
    [[text("a"), NULL_TEXT], null],
  ],
  endsWith: [
    [[text("abc"), text("bc")], true],
    [[text("abc"), text("")], true],
    [[text("abc"), text("b")], false],
  ],
  contains: [
    [[text("a%c"), text("%")], true],
    [[text("abc"), text("")], true],
    [[text("abc"), text("a_")], false],
    [[text("a\u0000b"), text("\u0000")], true],
  ],
  replace: [
    [[text("aaa"), text("aa"), text("b")], "ba"],
    [[text("abc"), text(""), text("x")], "abc"],
    [[text("a.c"), text("."), text("")], "ac"],
    [[text("abc"), text("b"), NULL_TEXT], null],
  ],
  regexpLike: [
    [[text("abc"), text("^a")], true],
    [[text("abc"), text("b$")], false],
    [[text("ab\n"), text("b$")], false],
    [[text("😀"), text("^[^a]$")], true],
    [[text("a\u0000b"), text("[^a-z]")], true],
    [[NULL_TEXT, text("a")], null],
  ],
  regexpExtract: [
    [[text("id=42;"), text("id=([0-9]+)")], "42"],
    [[text("id=;"), text("id=([0-9]+)")], null],
    [[text("id=;"), text("id=([0-9]*)")], ""],
    [[text("none"), text("id=([0-9]*)")], null],
    [[text("b"), text("(a)?b")], null],
    [[text("aab"), text("(a+?)")], "a"],
    [[text("é😀"), text("([^é])")], "😀"],
    [[NULL_TEXT, text("(a)")], null],
  ],
  sha256: [
    [[text("")], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [[text("é")], "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"],
    [[NULL_TEXT], null],
  ],
  toTimestamp: [
    [[millis("0")], "1970-01-01 00:00:00"],
    [[millis("-1")], "1969-12-31 23:59:59.999"],
    [[millis(FIRST_MILLI)], "0001-01-01 00:00:00"],
    [[millis(LAST_MILLI)], "9999-12-31 23:59:59.999"],
    [[millis("-62135596800001")], null],
    [[millis("253402300800000")], null],
    [[millis(MAX64)], null],
    [[millis(MIN64)], null],
    [[millis(null)], null],
  ],
  toEpochMillis: [
    [[instant("1969-12-31T23:59:59.9995Z")], "-1"],
    [[instant("1970-01-01T00:00:00.0009Z")], "0"],
    [[instant("0001-01-01T00:00:00Z")], FIRST_MILLI],
    [[instant("9999-12-31T23:59:59.999999Z")], LAST_MILLI],
    [[instant(null)], null],
  ],
  toDate: [
    [[instant("1969-12-31T23:59:59.999999Z")], "1969-12-31"],
    [[millis("-1")], "1969-12-31"],
    [[millis(LAST_MILLI)], "9999-12-31"],
    [[millis("253402300800000")], null],
    [[millis(MIN64)], null],
  ],
  truncatedTo: [
    [[instant("1969-12-31T23:59:59.9995Z"), text("second")], "1969-12-31 23:59:59"],
    [[instant("1969-12-31T23:59:59.9995Z"), text("minute")], "1969-12-31 23:59:00"],
    [[instant("1969-12-31T23:59:59.9995Z"), text("hour")], "1969-12-31 23:00:00"],
    [[instant("1969-12-31T23:59:59.9995Z"), text("day")], "1969-12-31 00:00:00"],
    [[instant("1970-01-04T12:00:00Z"), text("week")], "1969-12-29 00:00:00"],
    [[instant("1970-01-05T00:00:00Z"), text("week")], "1970-01-05 00:00:00"],
    [[instant("0001-01-07T00:00:00Z"), text("week")], "0001-01-01 00:00:00"],
    [[instant("2024-02-29T12:00:00Z"), text("month")], "2024-02-01 00:00:00"],
    [[instant("2024-03-31T12:00:00Z"), text("quarter")], "2024-01-01 00:00:00"],
    [[instant("2024-12-31T23:59:59Z"), text("year")], "2024-01-01 00:00:00"],
    [[millis("-1"), text("day")], "-86400000"],
    [[millis("1655564444103"), text("hour")], "1655564400000"],
    [[millis(MAX64), text("day")], null],
    [[millis(null), text("day")], null],
  ],
  difference: [
    [[instant("2024-01-02T00:00:00Z"), instant("2024-01-01T00:00:00.000001Z"), text("day")], "0"],
    [[instant("2024-01-01T00:00:00Z"), instant("2024-01-02T23:59:59Z"), text("day")], "-1"],
    [[instant("2024-01-01T00:00:01.9Z"), instant("2024-01-01T00:00:00Z"), text("second")], "1"],
    [[instant("9999-12-31T23:59:59.999999Z"), instant("0001-01-01T00:00:00Z"), text("millisecond")], "315537897599999"],
    [[instant("1969-12-31T23:58:59Z"), instant("1970-01-01T00:00:00Z"), text("minute")], "-1"],
    [[millis("7199999"), millis("0"), text("hour")], "1"],
    [[millis("0"), millis("7199999"), text("hour")], "-1"],
    [[millis("5"), millis("3"), text("millisecond")], "2"],
    [[millis(MAX64), millis(MIN64), text("day")], null],
    [[millis(null), millis("0"), text("day")], null],
  ],
};

/** From which argument on a function takes constants only. */
const CONSTANT_FROM: Partial<Record<FunctionName, number>> = {
  in: 1,
  substring: 1,
  truncatedTo: 1,
  difference: 2,
  regexpLike: 1,
  regexpExtract: 1,
};

describe("every function means what its rule says", () => {
  test.each(Object.keys(CASES) as ScalarFunction[])("%s", async (name) => {
    const connection = await connect();
    const cases = CASES[name];
    expect(cases.length).toBeGreaterThan(0);
    const calls = cases.map(([args]) => call(name, ...args));
    const found = await evaluate(connection, calls);
    expect(found.map(({ value }, i) => [cases[i], value])).toEqual(cases.map((one) => [one, one[1]]));
    expect(found.map(({ type }) => type)).toEqual(calls.map((expression) => sqlType(typeOfConstant(expression))));

    const shapes = Map.groupBy(cases, ([args]) =>
      JSON.stringify([args.map(({ type }) => type), args.slice(CONSTANT_FROM[name] ?? args.length)]),
    );
    for (const group of shapes.values()) {
      const rows = group.map(([args]) => args);
      const values = await evaluateOverRows(connection, (args) => call(name, ...args), rows, CONSTANT_FROM[name] ?? rows[0]?.length ?? 0);
      expect(values.map((value, i) => [group[i], value])).toEqual(group.map((one) => [one, one[1]]));
    }
  });
});

describe("other expressions", () => {
  test("constants of every type, whatever the text", async () => {
    const connection = await connect();
    const texts = ["", "it's", 'a"b', "\\", "\u0000", "a\u0000\u0000b", "😀\u2028\n\r", "--", "$1", "%s", "'; DROP TABLE t; --"];
    const found = await evaluate(connection, [
      ...texts.map(text),
      int64(MIN64),
      int32(-2147483648),
      double(5e-324),
      double(-1.7976931348623157e308),
      double(0.1),
      float(0.1),
      bool(true),
      day("0001-01-01"),
      instant("2024-02-29T12:34:56.789Z"),
      millis("-1"),
      decimal(38, 38, "-0.00000000000000000000000000000000000001"),
    ]);
    expect(found.map(({ value }) => value)).toEqual([
      ...texts,
      MIN64,
      -2147483648,
      5e-324,
      -1.7976931348623157e308,
      0.1,
      Math.fround(0.1),
      true,
      "0001-01-01",
      "2024-02-29 12:34:56.789",
      "-1",
      "-0.00000000000000000000000000000000000001",
    ]);
    expect(() => expressionSql(text("\ud800"), () => int32Operand)).toThrow("is not Unicode text");
    expect(() => expressionSql(double(Number.NaN), () => int32Operand)).toThrow("is not finite");
    expect(() => expressionSql(int64("1; DROP TABLE t"), () => int32Operand)).toThrow("is not a whole number");
  });

  const int32Operand = { sql: "1", type: { kind: "int32" } } as const;

  test("a choice has the type that holds all its results", async () => {
    const when = (condition: boolean | null) =>
      ({
        op: "when",
        branches: [
          { when: bool(condition), then: int32(1) },
          { when: call("eq", int32(1), int32(1)), then: decimal(3, 1, "2.5") },
        ],
        otherwise: int64(null),
      }) as const;
    const found = await evaluate(await connect(), [when(true), when(false), when(null)]);
    expect(found).toEqual(["1.0", "2.5", "2.5"].map((value) => ({ value, type: "DECIMAL(38,1)" })));
  });

  test("a field of a struct, also of one that is NULL", async () => {
    const connection = await connect();
    await connection.run(`CREATE TABLE t AS SELECT * FROM (VALUES ({'a b': 1, 'it''s': 'x'}), (NULL)) AS v(s)`);
    const type = {
      kind: "struct",
      fields: [
        { name: "a b", type: { kind: "int32" }, nullable: true },
        { name: "it's", type: { kind: "string" }, nullable: true },
      ],
    } as const;
    const field = (name: string) =>
      expressionSql({ op: "field", input: { op: "column", name: "s" }, field: name }, () => ({ sql: "s", type }));
    expect(await rowsOf(connection, `SELECT ${field("a b").sql}, ${field("it's").sql} FROM t`)).toEqual([
      [1, "x"],
      [null, null],
    ]);
    expect(() => field("c")).toThrow("no field c");
  });

  test("deep nesting stays small, although a value is used more than once", async () => {
    let sum = call("plus", double(1), double(2));
    let decimals = call("dividedBy", decimal(10, 2, "1"), decimal(10, 2, "3"));
    for (let i = 0; i < 40; i += 1) sum = call("dividedBy", call("plus", sum, double(1)), call("plus", double(2), double(1)));
    for (let i = 0; i < 10; i += 1) decimals = call("dividedBy", decimals, call("plus", decimal(5, 2, "1"), int32(1)));
    const nested = [
      sum,
      cast(sum, { kind: "decimal", precision: 10, scale: 4 }),
      decimals,
      call("toDate", call("toTimestamp", cast(cast(sum, { kind: "int64" }), { kind: "epochMillis" }))),
    ];
    expect(Math.max(...nested.map((expression) => expressionSql(expression, () => int32Operand).sql.length))).toBeLessThan(60_000);
    const found = await evaluate(await connect(), nested);
    expect(found.map(({ value }) => value)).toEqual([0.5, "0.5000", "0.000326", "1970-01-01"]);
  });

  test("what is not finite on the way is NULL at the end, also where the rest would make it finite", async () => {
    const infinite = call("times", double(1e308), int32(10));
    const found = await evaluate(await connect(), [
      call("minus", infinite, infinite),
      call("times", infinite, double(0)),
      call("dividedBy", double(1), infinite),
      call("dividedBy", infinite, infinite),
      call("round", call("abs", call("negated", infinite))),
      call("lt", infinite, double(0)),
      call("coalesce", call("plus", infinite, double(1)), double(7)),
      cast(call("plus", infinite, double(1)), { kind: "int64" }),
    ]);
    expect(found.map(({ value }) => value)).toEqual([null, null, null, null, null, null, 7, null]);
  });
});
