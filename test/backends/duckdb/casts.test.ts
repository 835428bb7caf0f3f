import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { castSql } from "../../../dsl/backends/duckdb/casts.ts";
import { tableQuery } from "../../../dsl/backends/duckdb/relations.ts";
import { sqlType } from "../../../dsl/backends/duckdb/types.ts";
import type { LiteralExpression } from "../../../dsl/expressions/expression.ts";
import { castMayFail } from "../../../dsl/expressions/type-rules.ts";
import type { LoweredNode } from "../../../dsl/operations/lowered.ts";
import { type ColumnType, SCALAR_KINDS, sameType, typeName } from "../../../dsl/schema/column-type.ts";
import {
  bool,
  cast,
  day,
  decimal,
  double,
  evaluate,
  evaluateOverRows,
  float,
  int32,
  int64,
  MAX64,
  MIN64,
  millis,
  text,
} from "./evaluate.ts";
import { connect, rowsOf } from "./support.ts";

const TYPES: readonly ColumnType[] = [
  ...SCALAR_KINDS.filter((kind) => kind !== "unknown").map((kind) => ({ kind })),
  { kind: "decimal", precision: 5, scale: 2 },
  { kind: "decimal", precision: 38, scale: 0 },
  { kind: "decimal", precision: 38, scale: 38 },
];

const to = Object.fromEntries(TYPES.map((type) => [type.kind, type])) as Readonly<Record<(typeof SCALAR_KINDS)[number], ColumnType>>;
const decimalType = (precision: number, scale: number): ColumnType => ({ kind: "decimal", precision, scale });
const BIG = "99999999999999999999999999999999999999";

type Case = readonly [from: LiteralExpression, to: ColumnType, expected: string | number | boolean | null];

const NUMBERS: readonly Case[] = [
  [int32(5), to.int64, "5"],
  [int64("2147483647"), to.int32, 2147483647],
  [int64("2147483648"), to.int32, null],
  [int64("-2147483649"), to.int32, null],
  [double(2147483647.9), to.int32, 2147483647],
  [double(-2147483648.9), to.int32, -2147483648],
  [double(2147483648), to.int32, null],
  [double(1.9), to.int32, 1],
  [double(-1.9), to.int64, "-1"],
  [double(-0.5), to.int64, "0"],
  [double(2 ** 63 - 1024), to.int64, "9223372036854774784"],
  [double(2 ** 63), to.int64, null],
  [double(-(2 ** 63)), to.int64, MIN64],
  [double(1e300), to.int64, null],
  [float(-1.5), to.int32, -1],
  [float(3e9), to.int32, null],
  [decimal(5, 2, "-1.99"), to.int32, -1],
  [decimal(38, 2, "9223372036854775807.99"), to.int64, MAX64],
  [decimal(38, 0, "9223372036854775808"), to.int64, null],
  [decimal(38, 0, BIG), to.int32, null],
  [int32(999), decimalType(5, 2), "999.00"],
  [int32(1000), decimalType(5, 2), null],
  [int64(MIN64), decimalType(38, 19), MIN64.concat(".0000000000000000000")],
  [int64(MIN64), decimalType(38, 20), null],
  [decimal(6, 3, "1.005"), decimalType(5, 2), "1.01"],
  [decimal(6, 3, "-1.005"), decimalType(5, 2), "-1.01"],
  [decimal(6, 3, "999.995"), decimalType(5, 2), null],
  [decimal(6, 3, "999.994"), decimalType(5, 2), "999.99"],
  [double(1.005), decimalType(5, 2), "1.01"],
  [double(2.675), decimalType(5, 2), "2.68"],
  [double(-2.675), decimalType(5, 2), "-2.68"],
  [double(0.005), decimalType(5, 2), "0.01"],
  [double(0.0049999999999999), decimalType(5, 2), "0.00"],
  [double(5e-324), decimalType(5, 2), "0.00"],
  [double(9e-9), decimalType(38, 7), "0.0000000"],
  [double(5e-8), decimalType(38, 7), "0.0000001"],
  [double(5e-39), decimalType(38, 38), "0.00000000000000000000000000000000000001"],
  [double(-1.2345678901234567e-30), decimalType(38, 38), "-0.00000000000000000000000000000123456789"],
  [double(9.9e-5), decimalType(2, 2), "0.00"],
  [double(9.9e-5), decimalType(5, 5), "0.00010"],
  [double(4e-39), decimalType(38, 38), "0.00000000000000000000000000000000000000"],
  [double(1e22), decimalType(38, 0), "10000000000000000000000"],
  [double(1.2345678901234567e20), decimalType(38, 2), "123456789012345670000.00"],
  [double(999.995), decimalType(5, 2), null],
  [double(1e300), decimalType(38, 0), null],
  [float(0.1), decimalType(20, 18), "0.100000001490116120"],
  [int64("9007199254740993"), to.double, 9007199254740992],
  [int64("9007199254740993"), to.float, 9007199254740992],
  [int32(-7), to.double, -7],
  [float(-9e18), to.int64, String(BigInt(Math.fround(-9e18)))],
  [int32(16777217), to.float, 16777216],
  [decimal(5, 2, "0.10"), to.double, 0.1],
  [decimal(38, 20, "0.12345678901234567890"), to.double, 0.12345678901234568],
  [decimal(38, 3, "123456789012345678.123"), to.double, 123456789012345680],
  [decimal(38, 0, BIG), to.double, 1e38],
  [decimal(38, 0, BIG), to.float, Math.fround(1e38)],
  [decimal(5, 2, "0.10"), to.float, Math.fround(0.1)],
  [float(0.1), to.double, Math.fround(0.1)],
  [double(0.1), to.float, Math.fround(0.1)],
  [double(1e39), to.float, null],
  [double(-3.4028235677973366e38), to.float, null],
  [double(1e-50), to.float, 0],
  [bool(true), to.int32, 1],
  [bool(false), to.int64, "0"],
  [millis("2147483648"), to.int32, null],
  [millis("-5"), to.int32, -5],
  [millis(MAX64), to.int64, MAX64],
  [int64(MIN64), to.epochMillis, MIN64],
  [int32(5), to.epochMillis, "5"],
  [day("1969-12-31"), to.timestamp, "1969-12-31 00:00:00"],
  [day("0001-01-01"), to.timestamp, "0001-01-01 00:00:00"],
];

const TO_TEXT: readonly Case[] = [
  [int32(-5), to.string, "-5"],
  [int64(MIN64), to.string, MIN64],
  [millis("0"), to.string, "0"],
  [bool(true), to.string, "true"],
  [bool(false), to.string, "false"],
  [day("0997-03-01"), to.string, "0997-03-01"],
  [decimal(5, 2, "1.5"), to.string, "1.50"],
  [decimal(5, 2, "-0.05"), to.string, "-0.05"],
  [decimal(2, 2, "0.5"), to.string, "0.50"],
  [decimal(2, 2, "-0.5"), to.string, "-0.50"],
  [decimal(38, 38, "0.00000000000000000000000000000000000001"), to.string, "0.00000000000000000000000000000000000001"],
  [decimal(38, 0, `-${BIG}`), to.string, `-${BIG}`],
];

const texts = (type: ColumnType, cases: Readonly<Record<string, string | number | boolean | null>>): readonly Case[] =>
  Object.entries(cases).map(([value, expected]) => [text(value), type, expected]);

const FROM_TEXT: readonly Case[] = [
  ...texts(to.int32, {
    "5": 5,
    "+5": 5,
    "-0": 0,
    "0000000000000000000000000000000000000000000000005": 5,
    "2147483648": null,
    "": null,
    " 5": null,
    "5 ": null,
    "5\n": null,
    "1_000": null,
    "5.0": null,
    "5e0": null,
    "0x5": null,
    "+": null,
    "٥": null,
    true: null,
  }),
  ...texts(to.int64, { [MAX64]: MAX64, [MIN64]: MIN64, "9223372036854775808": null, "99999999999999999999999999999999999999999999": null }),
  ...texts(to.double, {
    "1.5": 1.5,
    "5.": 5,
    ".5": 0.5,
    "+.5e+3": 500,
    "1E-2": 0.01,
    "1e999": null,
    "-1e999": null,
    "1e-999": 0,
    "1e": null,
    ".": null,
    "-": null,
    nan: null,
    inf: null,
    Infinity: null,
    "1,5": null,
    " 1": null,
    "1\n": null,
    "0x1p3": null,
    "1_0": null,
    "1d": null,
    "1e5 ": null,
  }),
  ...texts(to.float, { "0.1": Math.fround(0.1), "3.5e38": null, "16777217": 16777216 }),
  ...texts(decimalType(5, 2), {
    "1.5": "1.50",
    "1.": "1.00",
    ".5": "0.50",
    "+1.005": "1.01",
    "-1.005": "-1.01",
    "1.0049999999999999999999999999999999999999999999999": "1.00",
    "999.994": "999.99",
    "999.995": null,
    "1000": null,
    "1e1": null,
    "": null,
    " 1": null,
    "00000000000000000000000000000000000000000000000001": "1.00",
  }),
  ...texts(decimalType(38, 38), {
    "0.00000000000000000000000000000000000001": "0.00000000000000000000000000000000000001",
    "1": null,
    "0.000000000000000000000000000000000000005": "0.00000000000000000000000000000000000001",
  }),
  ...texts(to.boolean, {
    true: true,
    false: false,
    True: null,
    TRUE: null,
    t: null,
    "1": null,
    yes: null,
    "": null,
    " true": null,
    "true\n": null,
  }),
  ...texts(to.date, {
    "2024-02-29": "2024-02-29",
    "2023-02-29": null,
    "0001-01-01": "0001-01-01",
    "0000-12-31": null,
    "9999-12-31": "9999-12-31",
    "10000-01-01": null,
    "2024-1-1": null,
    "2024-13-01": null,
    "2024-00-01": null,
    "2024-04-31": null,
    "2024/01/01": null,
    "2024-01-01 ": null,
    "2024-01-01T00:00:00": null,
    infinity: null,
    epoch: null,
    "-2024-01-01": null,
    "": null,
  }),
];

const ALL = [...NUMBERS, ...TO_TEXT, ...FROM_TEXT];

describe("casts", () => {
  test("every one means what is written, for constants and for rows", async () => {
    const connection = await connect();
    const found = await evaluate(
      connection,
      ALL.map(([from, type]) => cast(from, type)),
    );
    expect(found.map(({ value }, i) => [ALL[i]?.[0].value, typeName(ALL[i]?.[1] ?? to.string), value])).toEqual(
      ALL.map(([from, type, expected]) => [from.value, typeName(type), expected]),
    );
    expect(found.map(({ type }) => type)).toEqual(ALL.map(([, type]) => sqlType(type)));
    for (const group of Map.groupBy(ALL, ([from, type]) => `${typeName(from.type)} ${typeName(type)}`).values()) {
      const type = group[0]?.[1] ?? to.string;
      const values = await evaluateOverRows(
        connection,
        ([input = int32(0)]) => cast(input, type),
        [...group.map(([from]) => [from]), [{ ...(group[0]?.[0] ?? int32(0)), value: null }]],
        1,
      );
      expect(values).toEqual([...group.map(([, , expected]) => expected), null]);
    }
  });

  test("there is one for each pair that castMayFail has, and for no other", async () => {
    const connection = await connect();
    const untested: string[] = [];
    for (const from of TYPES) {
      for (const type of TYPES) {
        const sql = (): string => castSql(`CAST(NULL AS ${sqlType(from)})`, from, type);
        if (castMayFail(from, type) === undefined) {
          expect(sql, `${typeName(from)} to ${typeName(type)}`).toThrow("there is no cast");
          continue;
        }
        expect(await rowsOf(connection, `SELECT ${sql()}`)).toEqual([[null]]);
        const isTested = sameType(from, type) || ALL.some(([input, other]) => input.type.kind === from.kind && other.kind === type.kind);
        if (!isTested) untested.push(`${typeName(from)} to ${typeName(type)}`);
      }
    }
    expect(untested).toEqual([]);
  });

  test("a double becomes the decimal that its shortest form rounds to", async () => {
    const connection = await connect();
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }),
      fc.double({ noNaN: true, min: -1e-3, max: 1e-3 }),
      fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(numbers, { minLength: 50, maxLength: 300, size: "max" }),
        fc.integer({ min: 0, max: 38 }),
        async (values, scale) => {
          const found = await evaluate(
            connection,
            values.map((value) => cast(double(value), decimalType(38, scale))),
          );
          expect(found.map(({ value }) => value)).toEqual(values.map((value) => fitting(rounded(value, scale))));
        },
      ),
      { numRuns: 10 },
    );
  });
});

const fitting = (decimal: string): string | null => (decimal.replace(/^-?(0[.])?0*/, "").replace(/[-.]/g, "").length > 38 ? null : decimal);

/** The shortest form of a double, rounded half away from zero with whole numbers only. */
function rounded(value: number, scale: number): string {
  const [mantissa = "", exponent = "0"] = String(Math.abs(value)).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const shift = scale + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const unscaled = shift >= 0 ? digits * 10n ** BigInt(shift) : (2n * digits + 10n ** BigInt(-shift)) / (2n * 10n ** BigInt(-shift));
  const text = unscaled.toString().padStart(scale + 1, "0");
  const sign = value < 0 && unscaled !== 0n ? "-" : "";
  return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

test("a comparison of what does not fit is NULL, also after the engine has moved it", async () => {
  const connection = await connect();
  await connection.run("CREATE TABLE t AS SELECT CAST(1099511627776 AS BIGINT) AS n");
  const columns = [{ name: "n", type: { kind: "int64" } as const, nullable: false }];
  const read: LoweredNode = { op: "read", table: "t", columns };
  const narrowed = { op: "cast", input: { op: "column", name: "n" }, to: { kind: "int32" } } as const;
  const literal = (value: number | null) => ({ op: "literal", type: { kind: "int32" }, value }) as const;
  const compared = (name: "gt" | "isNotDistinctFrom", value: number | null) =>
    ({ op: "call", function: name, arguments: [{ op: "column", name: "narrow" }, literal(value)] }) as const;
  const project: LoweredNode = { op: "project", input: read, columns: [{ name: "narrow", expression: narrowed }] };
  const count = async (where: ReturnType<typeof compared>): Promise<unknown> =>
    (
      await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM (${tableQuery({ op: "filter", input: project, where })})`)
    ).getRows()[0]?.[0];
  expect(await count(compared("gt", 5))).toBe(0);
  expect(await count(compared("isNotDistinctFrom", null))).toBe(1);
});
