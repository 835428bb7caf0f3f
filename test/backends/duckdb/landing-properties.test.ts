import fc from "fast-check";
import { expect, test } from "vitest";
import { type LandingFile, readLanding } from "../../../dsl/backends/duckdb/landing.ts";
import type { SourceColumn } from "../../../dsl/operations/lake.ts";
import { column, connect, landingFile, rowsOf, scratch, sourceOf } from "./support.ts";

const COLUMNS: readonly SourceColumn[] = [
  column("whole", "int64"),
  column("Text", "string"),
  column("ratio", "double"),
  column("isOn", "boolean"),
  column("day", "date"),
  column("instant", "timestamp"),
  column("price", { kind: "decimal", precision: 12, scale: 3 }),
];

/** With this column, which no line has, every line is read by the rule itself. */
const NESTED = column("nested", { kind: "array", element: { kind: "int32" } });

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(",", "}", "]", "nan", "\u0001", "\\", '"', "\u0000", "\n", "é", "😀", "\ufeff"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});
const day = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
/** A JSON text of a value, and the value as DuckDB's JSON has it. */
type Member = readonly [json: string, value: string | number | boolean | null];

const MEMBERS: Readonly<Record<string, fc.Arbitrary<Member>>> = {
  whole: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => [`${value}`, `${value}`]),
  Text: text.chain((value) => fc.constantFrom(JSON.stringify(value), escaped(value)).map((json): Member => [json, `|${value}`])),
  ratio: fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .chain((value) => fc.constantFrom(String(value), value.toExponential(), value.toPrecision(17)).map((json): Member => [json, value])),
  isOn: fc.boolean().map((value) => [String(value), value]),
  day: day.map((value) => [`"${value.slice(0, 10)}"`, value.slice(0, 10)]),
  instant: day.map((value) => [
    `"${value}"`,
    value
      .replace("T", " ")
      .replace("Z", "")
      .replace(/[.]?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros.replaceAll("0", ""))),
  ]),
  price: fc
    .bigInt({ min: -(10n ** 12n) + 1n, max: 10n ** 12n - 1n })
    .chain((unscaled) =>
      fc.constantFrom(decimalText(unscaled), `${unscaled}e-3`, `${unscaled * 10n}E-4`).map((json): Member => [json, decimalText(unscaled)]),
    ),
};

const escaped = (value: string): string =>
  `"${Array.from({ length: value.length }, (_, i) => `\\u${value.charCodeAt(i).toString(16).padStart(4, "0")}`).join("")}"`;

const decimalText = (thousandths: bigint): string => {
  const digits = (thousandths < 0n ? -thousandths : thousandths).toString().padStart(4, "0");
  return `${thousandths < 0n ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
};

const space = fc.constantFrom("", "", "", " ", "\t", " \r");
const spelling = (name: string): fc.Arbitrary<string> => fc.constantFrom(name, name, name.toLowerCase(), name.toUpperCase());

interface Row {
  readonly line: string;
  readonly values: readonly Member[1][];
}

const row: fc.Arbitrary<Row> = fc
  .tuple(
    ...COLUMNS.map(({ name }) =>
      fc.tuple(
        spelling(name),
        fc.option((MEMBERS[name] ?? fc.constant(["null", null])) as fc.Arbitrary<Member>, { freq: 4 }),
        fc.boolean(),
      ),
    ),
  )
  .chain((members) => {
    const written = members.flatMap(([key, member, isNull]) =>
      member !== null ? [`"${key}":${member[0]}`] : isNull ? [`"${key}":null`] : [],
    );
    return fc
      .tuple(fc.shuffledSubarray(written, { minLength: written.length }), space, space, fc.option(text))
      .map(([parts, before, after, unknown]) => ({
        line: `${before}{${after}${[...parts, ...(unknown === null ? [] : [`"no column":${JSON.stringify(unknown)}`])].join(`${after},${before}`)}${after}}${before}`,
        values: members.map(([, member]) => (member === null ? null : member[1])),
      }));
  });

const sorted = (rows: readonly unknown[]): readonly string[] => rows.map((one) => JSON.stringify(one)).sort();

async function load(columns: readonly SourceColumn[], file: LandingFile) {
  const connection = await connect();
  const source = sourceOf(columns);
  const result = await readLanding(connection, source, [file]);
  // The client drops a BOM at the start of a text.
  const names = COLUMNS.map(({ name }) => (name === "Text" ? `'|' || "Text"` : `"${name}"`)).join(", ");
  const rows = await rowsOf(connection, `SELECT ${names} FROM readings`);
  const bad = await rowsOf(connection, "SELECT line, record, reason, length, text FROM quarantine.readings ORDER BY line, record");
  return { result, rows, bad };
}

test("rows that are right come back as they were", async () => {
  const folder = scratch();
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 200, size: "max" }), async (rows) => {
      const file = landingFile(folder, "rows.json", rows.map(({ line }) => line).join("\n"));
      const loaded = await load(COLUMNS, file);
      expect(loaded.bad).toEqual([]);
      expect(sorted(loaded.rows)).toEqual(sorted(rows.map(({ values }) => values.map((value) => (Object.is(value, -0) ? 0 : value)))));
    }),
    { numRuns: 12 },
  );
});

const mutated = fc
  .tuple(
    row,
    fc.nat(),
    fc.constantFrom("", ",", "}", '"', "\\", "0", "e", "-", "NaN", "null", "[", "\u00ff", "\ufeff", "\n"),
    fc.nat({ max: 3 }),
  )
  .map(([{ line }, at, inserted, removed]) => {
    const place = at % (line.length + 1);
    return `${line.slice(0, place)}${inserted}${line.slice(place + removed)}`;
  });
const soup = fc.oneof(
  { weight: 3, arbitrary: row.map(({ line }) => Buffer.from(line)) },
  { weight: 4, arbitrary: mutated.map((line) => Buffer.from(line)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.array(
          fc.oneof(
            row.map(({ line }) => line),
            mutated,
          ),
          { maxLength: 6 },
        ),
        space,
      )
      .map(([objects, between]) => Buffer.from(objects.join(between))),
  },
  { weight: 1, arbitrary: fc.json().map((json) => Buffer.from(json)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\t\r", "\ufeff").map((blank) => Buffer.from(blank)) },
);

const spaceIn = (bytes: Buffer): number => bytes.toString("latin1").replace(/[^ \t\r]/g, "").length;

/** The bytes of lines but for those between records, which are white space: counted without looking for records. */
function bytesAtMost(bytes: Buffer): number {
  const lines = bytes.toString("latin1").split("\n");
  return lines.reduce((sum, line) => sum + line.replace(/^\xef\xbb\xbf/, "").replace(/^[ \t\r]+|[ \t\r]+$/g, "").length, 0);
}

test("of any bytes no record is lost, and what DuckDB is sure of is what the rule says", async () => {
  const folder = scratch();
  await fc.assert(
    fc.asyncProperty(fc.array(soup, { minLength: 1, maxLength: 200, size: "max" }), async (lines) => {
      const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
      const file = landingFile(folder, "soup.json", bytes);
      const fast = await load(COLUMNS, file);
      const exact = await load([...COLUMNS, NESTED], file);
      expect(fast.result.records).toBe(fast.rows.length + fast.bad.length);
      const lost = bytesAtMost(bytes) - fast.result.bytes;
      expect([lost >= 0, lost <= spaceIn(bytes)]).toEqual([true, true]);
      expect(fast.result.kept).toBe(fast.rows.length);
      expect(fast.result.quarantined).toBe(fast.bad.length);
      expect(fast.result).toEqual(exact.result);
      expect(fast.bad).toEqual(exact.bad);
      expect(sorted(fast.rows)).toEqual(sorted(exact.rows));
    }),
    { numRuns: 20 },
  );
});
