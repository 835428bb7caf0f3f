import { isUtf8 } from "node:buffer";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { objectReader } from "../../dsl/backends/duckdb/landing/object.ts";
import { recordsOf, recordsOfBroken } from "../../dsl/backends/duckdb/landing/records.ts";
import type { Value } from "../../dsl/backends/duckdb/landing/values.ts";
import type { SourceColumn } from "../../dsl/operations/lake.ts";
import type { ColumnType } from "../../dsl/schema/column-type.ts";
import { isSetUp, setUpSpark } from "./setup.mjs";

const HERE = import.meta.dirname;
const LINES = Number(process.env.SLUICE_DEEP === undefined ? 20_000 : 200_000);
const SEED = Number(process.env.SLUICE_SEED ?? 1);

const column = (name: string, type: ColumnType, ...checks: SourceColumn["checks"]): SourceColumn => ({
  name,
  type,
  nullable: true,
  checks,
});
const place = {
  kind: "struct",
  fields: [
    { name: "Zip", type: { kind: "int32" }, nullable: false },
    { name: "at", type: { kind: "timestamp" }, nullable: true },
  ],
} as const;

/** Each column with values that its reader may meet, as JSON; some are none. */
const COLUMNS: readonly (readonly [SourceColumn, readonly string[]])[] = [
  [
    column(
      "text",
      { kind: "string" },
      { path: [], rule: "pattern", name: "small letters", pattern: "^[a-zß-ÿ\u{1F600}]*$" },
      { path: [], rule: "maxLength", value: 3 },
      { path: [], rule: "oneOf", values: ["", "abc", "ü", "😀", "nope\n", "no"] },
    ),
    [
      '"abc"',
      '""',
      '"ü"',
      '"\\u00fc"',
      '"😀"',
      '"\\ud83d\\ude00"',
      '"\\ud83d"',
      '"ABC"',
      '"abcd"',
      '"no"',
      '"no\\n"',
      '"\\u0000"',
      "1",
      '"a',
    ],
  ],
  [{ ...column("flag", { kind: "boolean" }), nullable: false }, ["true", "false", "True", "0", '"true"', "truefalse"]],
  [
    column("small", { kind: "int32" }, { path: [], rule: "multipleOf", value: 2 }, { path: [], rule: "min", value: -10, exclusive: true }),
    ["0", "-0", "2", "3", "-10", "-9", "2147483647", "2147483648", "-2147483648", "1.0", "1e3", "-0.0", "20e-1", "2.5", "007", "+1", "NaN"],
  ],
  [
    column("big", { kind: "int64" }, { path: [], rule: "max", value: 9007199254740991, exclusive: false }),
    [
      "9007199254740991",
      "0",
      "9007199254740992",
      "9223372036854775807",
      "9223372036854775808",
      "-9223372036854775808",
      "-9223372036854775809",
      "9007199254740991.0",
      "9007199254740992.0",
      "-9223372036854775808.00",
      "9.0e3",
      "1e400",
      "1.00000000000000000000000001",
      `1e${"0".repeat(50)}3`,
      `1e-${"9".repeat(50)}`,
      "1".repeat(5000),
    ],
  ],
  [
    column("when", { kind: "epochMillis" }),
    ["1655564376361", "-1", "1655564376361.0", "1.655564376361e12", '"2024-01-01"', "1655564376361.5"],
  ],
  [column("real", { kind: "float" }), ["0.1", "-0", "3.4028235e38", "3.4028236e38", "1e39", "1e-46", "Infinity", "16777217"]],
  [
    column(
      "wide",
      { kind: "double" },
      { path: [], rule: "multipleOf", value: 0.1 },
      { path: [], rule: "max", value: 1e300, exclusive: true },
    ),
    [
      "0.1",
      "0.3",
      "0.35",
      "1e-7",
      "1e299",
      "1e300",
      "1.7976931348623157e308",
      "1e309",
      "-0.0",
      "5e-324",
      "1e-400",
      "9007199254740993",
      "0.1e1",
      ".5",
      "1.",
    ],
  ],
  [
    column(
      "money",
      { kind: "decimal", precision: 6, scale: 2 },
      { path: [], rule: "min", value: 0.1, exclusive: false },
      { path: [], rule: "oneOf", values: [0.1, 12, 9999.99] },
    ),
    ["0.1", "0.10", "0.100", "0.101", "12", "1.2e1", "1200e-2", "9999.99", "10000", "1e999999999", "1e-999999999", "0.09", "0e5", "-0.1"],
  ],
  [
    column("day", { kind: "date" }),
    [
      '"2024-02-29"',
      '"1582-10-10"',
      '"2023-02-29"',
      '"0001-01-01"',
      '"0000-01-01"',
      '"9999-12-31"',
      '"2024-2-1"',
      '"2024-02-01\\n"',
      "20240201",
    ],
  ],
  [
    column("moment", { kind: "timestamp" }),
    [
      '"2024-02-29T12:34:56Z"',
      '"2024-02-29 12:34:56.123456789+05:30"',
      '"1969-12-31T23:59:59.9999999-14:59"',
      '"0001-01-01T00:00:00+00:01"',
      '"0001-01-01T00:00:00Z"',
      '"9999-12-31T23:59:59.999999Z"',
      '"9999-12-31T23:59:59-00:01"',
      '"2024-02-29T12:34:56"',
      '"2024-02-29T24:00:00Z"',
      '"2024-02-30T00:00:00Z"',
      '"2024-02-29T12:34:60Z"',
      '"2024-02-29T12:34:56+15:00"',
    ],
  ],
  [
    column("tags", { kind: "array", element: { kind: "string" } }, { path: [], rule: "minLength", value: 1 }),
    ['["a"]', '["a", "b"]', "[]", '["a", "b"]', '["a", null]', '["a", 1]', '["a",]', "{}", '[["a"]]'],
  ],
  [
    column("place", place, { path: ["Zip"], rule: "min", value: 5, exclusive: false }),
    [
      '{"zip": 5}',
      '{"Zip": 5, "at": null}',
      '{"ZIP": 4}',
      '{"Zip": 5, "zip": 6, "AT": "1970-01-01T00:00:00Z"}',
      '{"at": null}',
      '{"zip": "5"}',
      '{"zip": 7, "at": 1}',
      "[]",
      "{}",
    ],
  ],
  [column("people", { kind: "array", element: place }), ['[{"zip": 1}]', "[]", '[{"zip": 1}, {}]', '[{"zip": 1, "at": "no"}]', "[null]"]],
  [
    column("map", { kind: "map", value: { kind: "decimal", precision: 3, scale: 1 } }),
    ['{"K": 1, "k": 2.5}', '{"k": 1, "k": 2}', '{"k": null}', '{"k": 1.25}', "{}", "[]"],
  ],
];

const inAnyCase = (name: string) => fc.constantFrom(name, name, name, name.toUpperCase(), name.toLowerCase());
const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: rare, weight: 1 });

const member = ([{ name }, values]: (typeof COLUMNS)[number]): fc.Arbitrary<string> =>
  fc
    .tuple(inAnyCase(name), rarely(fc.constantFrom(...values.slice(0, 2)), fc.constantFrom(...values, "null")))
    .map(([key, value]) => `"${key}": ${value}`);

const unknown = fc
  .tuple(
    fc.constantFrom("x", "X", "İ", "tex\\u0074", "\u212a", "big "),
    fc.constantFrom("1", "[{}]", '{"a": [1, {"b": null}]}', "nul", '"\\x"', "[NaN]"),
  )
  .map(([key, value]) => `"${key}": ${value}`);

const object = fc
  .tuple(
    fc.tuple(...COLUMNS.map((each) => fc.option(member(each), { freq: 12, nil: undefined }))),
    fc.array(unknown, { maxLength: 1 }),
    fc.nat(100),
  )
  .map(([members, others, twice]) => {
    const present = [...members.filter((text) => text !== undefined), ...others];
    const repeated = twice < 3 && present[0] !== undefined ? [present[0]] : [];
    return `{${[...present, ...repeated].join(", ")}}`;
  });

/** Mostly one; else several, some of them cut. */
const objects = fc
  .array(fc.tuple(object, fc.constantFrom("", "", " ", "\t ", "\r", ",", "x"), fc.nat({ max: 30 })), { minLength: 1, maxLength: 4 })
  .map((parts) =>
    parts.slice(parts.length > 2 ? 0 : -1).map(([text, after, cut]) => text.slice(0, cut > 28 ? text.length / 2 : undefined) + after),
  )
  .map((texts) => texts.join(""));

const framed = fc
  .tuple(
    fc.constantFrom("", "", "", " ", "\uFEFF", "\uFEFF\uFEFF", "\f"),
    rarely(objects, fc.constantFrom("", "[]", "1", "null", "{} {}", "{", '"{}"', "// {}", "-Infinity", "'", "#", "\u0000")),
    fc.constantFrom("", "", "", "\r", " \t\r", "\u00a0", ","),
  )
  .map(([before, text, after]) => Buffer.from(before + text + after));

/** Bytes in which a few are taken away, put in or changed. */
const damaged = fc
  .tuple(framed, fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { maxLength: 3 }), fc.nat(9))
  .map(([bytes, damages, chance]) => {
    if (chance > 2) return bytes;
    return damages.reduce((found, [at, byte, how]) => {
      const place = found.length === 0 ? 0 : at % found.length;
      return Buffer.concat([
        found.subarray(0, place),
        how === 0 ? Buffer.alloc(0) : Buffer.from([byte]),
        found.subarray(place + (how === 1 ? 0 : 1)),
      ]);
    }, bytes);
  })
  .filter((bytes) => !bytes.includes(0x0a));

interface Told {
  readonly row: readonly unknown[] | null;
  readonly reason: string | null;
  readonly unknown: readonly string[];
  /** In bytes. */
  readonly length: number;
}

/** A value in a form that both languages can write. */
function plain(value: Value, type: ColumnType): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case "string":
    case "boolean":
      return value;
    case "float":
    case "double": {
      const bits = Buffer.alloc(8);
      bits.writeDoubleBE(value as number);
      return bits.toString("hex");
    }
    case "array":
      return (value as readonly Value[]).map((element) => plain(element, type.element));
    case "map":
      return [...(value as ReadonlyMap<string, Value>)].map(([key, member]) => [key, plain(member, type.value)]);
    case "struct":
      return type.fields.map((field) => plain((value as ReadonlyMap<string, Value>).get(field.name) ?? null, field.type));
    default:
      return String(value);
  }
}

const columns = COLUMNS.map(([each]) => each);

function byEmbeddedEngine(line: Buffer, read: ReturnType<typeof objectReader>): readonly Told[] {
  return [...(isUtf8(line) ? recordsOf(line) : recordsOfBroken(line))].map(({ start, end, fault }) => {
    const length = end - start;
    if (fault !== undefined) return { row: null, reason: fault, unknown: [], length };
    const reading = read(line.toString("utf8", start, end));
    const row = "row" in reading ? reading.row.map((value, i) => plain(value, columns[i]?.type ?? { kind: "unknown" })) : null;
    return { row, reason: "reason" in reading ? reading.reason : null, unknown: [...reading.unknown].sort(), length };
  });
}

function bySpark(lines: readonly Buffer[]): readonly (readonly Told[])[] {
  const { python, env } = setUpSpark();
  const runtime = join(HERE, "../../dsl/runtime");
  const { status, stdout, stderr } = spawnSync(python, [join(HERE, "parse_lines.py")], {
    input: JSON.stringify({ columns, lines: lines.map((line) => line.toString("base64")) }),
    env: { ...process.env, ...env, PYTHONPATH: runtime },
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as readonly Told[]);
}

describe.skipIf(!isSetUp())("the reading rule (skipped until `node test/spark/setup.mjs` has run)", () => {
  test(`is one rule on both engines, for ${LINES} lines`, { timeout: 600_000 }, () => {
    const lines = fc.sample(damaged, { numRuns: LINES, seed: SEED });
    const read = objectReader(columns);
    const spark = bySpark(lines);
    expect(spark).toHaveLength(lines.length);
    const all = spark.flat();
    const differences = lines.flatMap((line, i) => {
      const embedded = byEmbeddedEngine(line, read);
      const told = (spark[i] ?? []).map(({ unknown, ...record }) => ({ ...record, unknown: [...unknown].sort() }));
      return isDeepStrictEqual(embedded, told) ? [] : [{ line: line.toString("latin1"), embedded, spark: told }];
    });
    expect(differences.slice(0, 5), `seed ${SEED}`).toEqual([]);
    expect(new Set(all.map(({ reason }) => reason)).size).toBeGreaterThan(50);
    expect(all.filter(({ row }) => row !== null).length).toBeGreaterThan(LINES / 20);
    expect(spark.filter((records) => records.length > 1).length).toBeGreaterThan(LINES / 10);
  });
});
