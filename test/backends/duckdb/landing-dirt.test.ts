import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readLanding } from "../../../dsl/backends/duckdb/landing.ts";
import { Refusal } from "../../../dsl/diagnostics/diagnostic.ts";
import type { SourceColumn } from "../../../dsl/operations/lake.ts";
import RECORD_CASES from "../../spark/records.json" with { type: "json" };
import { column, connect, landingFile, read, required, rowsOf, scratch, sourceOf } from "./support.ts";

const READINGS: readonly SourceColumn[] = [
  required("id", "int64"),
  column("userName", "string"),
  column("small", "int32"),
  column("ratio", "double"),
  column("weight", "float"),
  column("isOn", "boolean"),
  column("at", "epochMillis"),
  column("day", "date"),
  column("instant", "timestamp"),
  column("price", { kind: "decimal", precision: 10, scale: 2 }),
];

/** A line, and the reason why it is bad; undefined when it is good. */
type Case = readonly [line: string, reason: string | undefined];

const brackets = (pairs: number): string => "[".repeat(pairs) + "]".repeat(pairs);
const DEEP: readonly Case[] = [
  [`{"id":1,"extra":${brackets(499)}}`, undefined],
  [`{"id":1,"extra":${brackets(500)}}`, "nested deeper than 500"],
  [`{"id":1,"extra":{"a":${brackets(499)}}}`, "nested deeper than 500"],
  [`{"id":1,"extra":[${Array(600).fill("[]").join()}]}`, undefined],
  [`{"id":1,"userName":"${"[".repeat(1000)}"}`, undefined],
  [`{"id":1,"userName":"\\"${"{".repeat(1000)}"}`, undefined],
  [`{"id":${"[".repeat(1000)}}`, "not JSON at }"],
  ["[".repeat(100_000), "an array, not an object"],
];

const REPEATED: readonly Case[] = [
  ['{"id":1,"id":1}', "repeated key id"],
  ['{"id":1,"ID":1}', "repeated key id"],
  ['{"id":1,"username":"a","USERNAME":"b"}', "repeated key userName"],
  ['{"id":1,"extra":1,"Extra":1}', undefined],
  ['{"id":1,"extra":1,"extra":1}', undefined],
  ['{"id":1,"zeta":1,"zeta":1,"userName":"a","username":"a","Alpha":1,"alpha":2}', "repeated key userName"],
  ['{"small":1,"SMALL":1,"ID":"x","id":1}', "repeated key id"],
  ['{"id":1,"i\\u0064":2}', "repeated key id"],
  ['{"id":1,"É":1,"é":2}', undefined],
];

const VALUES: readonly Case[] = [
  ["{}", "id is missing"],
  ['{"id":null}', "id is missing"],
  ['{"ids":1}', "id is missing"],
  ['{"id":"1"}', "id is not int64"],
  ['{"id":1.0}', undefined],
  ['{"id":-0.0}', undefined],
  ['{"id":1e3}', undefined],
  ['{"id":100e-2}', undefined],
  ['{"id":1.5}', "id is not int64"],
  ['{"id":1e-1}', "id is not int64"],
  ['{"id":9007199254740993.0}', undefined],
  ['{"id":9007199254740993.5}', "id is not int64"],
  ['{"id":1.00000000000000000000000001}', "id is not int64"],
  ['{"id":0.99999999999999999}', "id is not int64"],
  ['{"id":123456789012345.01}', "id is not int64"],
  ['{"id":9223372036854775807.0}', undefined],
  ['{"id":9223372036854775808.0}', "id is not int64"],
  ['{"id":1e400}', "id is not int64"],
  [`{"id":1e${"9".repeat(100_000)}}`, "id is not int64"],
  [`{"id":1.${"0".repeat(100_000)}1}`, "id is not int64"],
  [`{"id":1${"0".repeat(100_000)}e-100000}`, undefined],
  ['{"id":1,"small":2147483647.0}', undefined],
  ['{"id":1,"small":2147483648.0}', "small is not int32"],
  ['{"id":1,"at":1655564444103.0,"ratio":0.12345678901234567}', undefined],
  ['{"id":true}', "id is not int64"],
  ['{"id":[]}', "id is not int64"],
  ['{"id":{}}', "id is not int64"],
  ['{"id":9223372036854775807}', undefined],
  ['{"id":9223372036854775808}', "id is not int64"],
  ['{"id":-9223372036854775808}', undefined],
  ['{"id":-9223372036854775809}', "id is not int64"],
  ['{"id":123456789012345678901234567890}', "id is not int64"],
  ['{"id":-0}', undefined],
  ['{"id":1,"small":2147483647}', undefined],
  ['{"id":1,"small":2147483648}', "small is not int32"],
  ['{"id":1,"small":-2147483649}', "small is not int32"],
  ['{"id":1,"userName":5}', "userName is not string"],
  ['{"id":1,"userName":["a"]}', "userName is not string"],
  ['{"id":1,"userName":null}', undefined],
  ['{"id":1,"userName":"nan, infinity ,} ,]"}', undefined],
  ['{"id":1,"userName":"\\u0000 \\ud83d\\ude00 \\" \\\\ \\/"}', undefined],
  ['{"id":1,"isOn":true}', undefined],
  ['{"id":1,"isOn":"true"}', "isOn is not boolean"],
  ['{"id":1,"isOn":0}', "isOn is not boolean"],
  ['{"id":1,"ratio":1}', undefined],
  ['{"id":1,"ratio":-0.0}', undefined],
  ['{"id":1,"ratio":5e-324}', undefined],
  ['{"id":1,"ratio":1e-400}', undefined],
  ['{"id":1,"ratio":1e309}', "ratio is not double"],
  ['{"id":1,"ratio":-1e999}', "ratio is not double"],
  ['{"id":1,"ratio":123456789012345678901234567890}', undefined],
  ['{"id":1,"ratio":"1"}', "ratio is not double"],
  ['{"id":1,"weight":1e39}', "weight is not float"],
  ['{"id":1,"weight":3.4028234663852886e38}', undefined],
  ['{"id":1,"weight":0.1}', undefined],
  ['{"id":1,"at":1655564444103}', undefined],
  ['{"id":1,"at":1655564444103.5}', "at is not epochMillis"],
  ['{"id":1,"at":"2022-06-18"}', "at is not epochMillis"],
  ['{"id":1,"day":"2024-02-29"}', undefined],
  ['{"id":1,"day":"2023-02-29"}', "day is not date"],
  ['{"id":1,"day":"2024-2-9"}', "day is not date"],
  ['{"id":1,"day":"0000-01-01"}', "day is not date"],
  ['{"id":1,"day":"0001-01-01"}', undefined],
  ['{"id":1,"day":"9999-12-31"}', undefined],
  ['{"id":1,"day":" 2024-01-01"}', "day is not date"],
  ['{"id":1,"day":"infinity"}', "day is not date"],
  ['{"id":1,"day":"2024-01-01\\n"}', "day is not date"],
  ['{"id":1,"day":20240101}', "day is not date"],
  ['{"id":1,"instant":"2024-01-01T10:00:00Z"}', undefined],
  ['{"id":1,"instant":"2024-01-01 10:00:00.123456789Z"}', undefined],
  ['{"id":1,"instant":"2024-01-01T10:00:00.5+02:30"}', undefined],
  ['{"id":1,"instant":"2024-01-01T10:00:00"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01T10:00Z"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01T24:00:00Z"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01T23:59:60Z"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01T10:00:00.Z"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01T10:00:00.1234567890Z"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01t10:00:00z"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-02-30T10:00:00Z"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01T10:00:00+15:00"}', "instant is not timestamp"],
  ['{"id":1,"instant":"2024-01-01T10:00:00+0200"}', "instant is not timestamp"],
  ['{"id":1,"instant":"0001-01-01T00:00:00+00:01"}', "instant is not timestamp"],
  ['{"id":1,"instant":"9999-12-31T23:59:59.999999-00:01"}', "instant is not timestamp"],
  ['{"id":1,"price":12.50}', undefined],
  ['{"id":1,"price":99999999.99}', undefined],
  ['{"id":1,"price":100000000}', "price is not decimal(10,2)"],
  ['{"id":1,"price":12.505}', "price is not decimal(10,2)"],
  ['{"id":1,"price":1.250e1}', undefined],
  ['{"id":1,"price":0.1000000000000000055511151231257827}', "price is not decimal(10,2)"],
  ['{"id":1,"price":1e-400}', "price is not decimal(10,2)"],
  ['{"id":1,"price":0e999}', undefined],
  ['{"id":1,"price":"1"}', "price is not decimal(10,2)"],
  ['{"id":1,"small":"x","ratio":"y"}', "small is not int32"],
];

const SPELLING: readonly Case[] = [
  ['{"ID":1,"USERNAME":"a"}', undefined],
  ['{"iD":1,"username":"b"}', undefined],
  ['  {"id":1}', undefined],
  ['\t{"id" : 1 , "small" : 2 }\t ', undefined],
  ['{"id":1}\r', undefined],
  ['\ufeff{"id":1}', undefined],
  ['\ufeff\ufeff{"id":1}', "not JSON at U+FEFF"],
  ['{"i\\u0064":1}', undefined],
  ['{"id":1,"a.b":1,"a/b":2,"a~b":3,"$":4,"":5,"a\\"b":6,"*":7,"0":8,"\\u0000":9,"it\'s":10}', undefined],
];

describe("every bad record goes to quarantine with its reason, every good one becomes a row", () => {
  const groups: Readonly<Record<string, readonly Case[]>> = { DEEP, REPEATED, VALUES, SPELLING };
  test.each(Object.keys(groups))("%s", async (group) => {
    const cases = groups[group] ?? [];
    const { result, rows, bad } = await read(READINGS, cases.map(([line]) => line).join("\n"));
    expect(bad).toEqual(cases.flatMap(([, reason], i) => (reason === undefined ? [] : [[i + 1, reason]])));
    expect(rows.length).toBe(cases.filter(([, reason]) => reason === undefined).length);
    expect(result).toMatchObject({ records: cases.length, kept: rows.length, quarantined: bad.length });
    const counted = new Map(result.reasons.map(({ reason, count }) => [reason, count]));
    expect([...counted.values()].reduce((a, b) => a + b, 0)).toBe(bad.length);
    for (const [, reason] of bad) expect(counted.get(reason)).toBe(bad.filter(([, other]) => other === reason).length);
  });

  test("each alone in a file", async () => {
    const cases = [...DEEP, ...REPEATED, ...VALUES, ...SPELLING];
    const { connection, result } = await read(READINGS, ...cases.map(([line]) => `${line}\n`));
    const bad = await rowsOf(connection, "SELECT file, line, reason FROM quarantine.readings");
    const reasons = new Map(bad.map(([file, line, reason]) => [`${file} ${line}`, reason]));
    expect(cases.map(([line], i) => [line, reasons.get(`${i}.json 1`)])).toEqual(cases.map((one) => [...one]));
    expect(result).toMatchObject({ records: cases.length, quarantined: reasons.size });
  });
});

test("values come as they are", async () => {
  const line = JSON.stringify({
    id: 1,
    userName: 'a"\\\u0000😀\u2028\n',
    small: -5,
    ratio: 0.1,
    weight: 0.1,
    isOn: false,
    at: -1,
    day: "0997-03-01",
    instant: "1969-12-31T23:59:59.9999999Z",
  });
  const { rows } = await read(
    READINGS,
    `${line.slice(0, -1)},"price":-12.5}\n{"id":-9223372036854775808,"instant":"2024-01-01 00:30:00.000001+01:00","price":7}`,
  );
  expect(rows).toEqual([
    ["1", 'a"\\\u0000😀\u2028\n', -5, 0.1, Math.fround(0.1), false, "-1", "0997-03-01", "1969-12-31 23:59:59.999999", "-12.50"],
    ["-9223372036854775808", null, null, null, null, null, null, null, "2023-12-31 23:30:00.000001", "7.00"],
  ]);
});

describe("files", () => {
  const id = [required("id", "int64")];

  test("blank lines, line ends and a missing last line feed count nowhere", async () => {
    const { result, rows, bad } = await read(id, '\ufeff{"id":1}\r\n\r\n   \n\t\r\n{"id":2}\n\n', "", "\n\n", '\ufeff\n{"id":3}\nx');
    expect(rows).toEqual([["2"], ["3"], ["1"]]);
    expect(bad).toEqual([[3, "a word, not an object"]]);
    expect(result).toMatchObject({ records: 4, kept: 3, quarantined: 1 });
  });

  test("a CR that stands alone is white space, as JSON has it", async () => {
    const { rows, bad } = await read(id, '{"id":\r1}\n{"id":2}\r{"id":3}');
    expect([rows.flat().sort(), bad]).toEqual([["1", "2", "3"], []]);
  });

  test("a line that is not UTF-8 is kept with what can be read of it, and the others are rows", async () => {
    const broken = Buffer.concat([
      Buffer.from('{"id":1}\n{"id":2,"name":"'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}\r\n{"id":3}\n'),
      Buffer.from([0xed, 0xa0, 0x80]),
    ]);
    const { connection, rows, result } = await read(id, broken);
    expect(rows).toEqual([["1"], ["3"]]);
    expect(result.reasons).toEqual([{ reason: "not UTF-8", count: 2, file: "0.json", line: 2, record: 1 }]);
    expect(await rowsOf(connection, "SELECT line, length, text FROM quarantine.readings ORDER BY line")).toEqual([
      ["2", "20", '{"id":2,"name":"\ufffd\ufffd"}'],
      ["4", "3", "\ufffd\ufffd\ufffd"],
    ]);
  });

  test("quarantine keeps the name of the file, the length in bytes, and the first MiB of the text", async () => {
    const { connection } = await read(id, "ok?", `\ufeff"${"é".repeat(600_000)}"\r`);
    const kept = await rowsOf(
      connection,
      "SELECT file, line, reason, length, strlen(text), length(text) FROM quarantine.readings ORDER BY file",
    );
    expect(kept).toEqual([
      ["0.json", "1", "a word, not an object", "3", "3", "3"],
      ["1.json", "1", "a text, not an object", "1200002", `${(1 << 20) - 1}`, "524288"],
    ]);
  });

  test("gzip data of more than one member is read whole; what cannot be decoded is named", async () => {
    const folder = scratch();
    const connection = await connect();
    const members = Buffer.concat([gzipSync('{"id":1}\n{"id"'), gzipSync(":2}\n")]);
    await readLanding(connection, sourceOf(id), [landingFile(folder, "it's [a]* file.json.gz", members)]);
    expect(await rowsOf(connection, "FROM readings")).toEqual([["1"], ["2"]]);
    const cut = landingFile(folder, "cut.json.gz", gzipSync(`${'{"id":1}\n'.repeat(1000)}`).subarray(0, -10));
    const missing = { path: `${folder}/missing.json`, name: "missing.json", gz: false };
    for (const file of [cut, missing, { ...missing, gz: true }]) {
      const failed = await readLanding(connection, sourceOf(id, file.gz ? `gz_${file.name}` : file.name), [file]).catch(
        (error: unknown) => error,
      );
      expect(failed).toBeInstanceOf(Refusal);
      expect((failed as Refusal).problems[0]).toMatchObject({ code: "landing-file-broken", parameters: { path: file.path } });
    }
  });

  test("rows stand in the order of the files and lines", async () => {
    const contents = Array.from({ length: 12 }, (_, file) =>
      Array.from({ length: 20_000 }, (_, line) => `{"id":${file * 20_000 + line},"pad":"${"x".repeat(60)}"}\n`).join(""),
    );
    const { connection, result } = await read(id, ...contents);
    expect(result).toEqual({
      records: 240_000,
      kept: 240_000,
      quarantined: 0,
      bytes: Buffer.byteLength(contents.join("")) - 240_000,
      quarantinedBytes: 0,
      reasons: [],
      unknownKeys: [{ key: "pad", count: 240_000 }],
    });
    expect(await rowsOf(connection, "SELECT count(*) FROM readings WHERE id = rowid")).toEqual([["240000"]]);
  });

  test("a line of 50 MB is a row", async () => {
    const columns = [required("id", "int64"), column("text", "string")];
    const { connection, bad } = await read(columns, `{"id":1}\n{"id":2,"text":"${"x".repeat(50_000_000)}"}\n{"id":3}\n`);
    expect(bad).toEqual([]);
    expect(await rowsOf(connection, "SELECT id, length(text) FROM readings ORDER BY id")).toEqual([
      ["1", null],
      ["2", "50000000"],
      ["3", null],
    ]);
  });
});

test("keys that no column has are counted without regard to case, at the top level, and repeated ones once a record", async () => {
  const lines = [
    '{"id":1,"Extra":1}',
    '{"id":2,"extra":{"inner":1}}',
    '{"id":"bad","extra":1,"other":2}',
    '{"id":4,"EXTRA":1,"extra":2}',
    "not json extra",
  ];
  const { result } = await read([required("id", "int64")], lines.join("\n"));
  expect(result.unknownKeys).toEqual([
    { key: "extra", count: 4 },
    { key: "other", count: 1 },
  ]);
});

test("more unknown keys than a statement can look for lose nothing", async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `{"id":${i},"k${i}":1,"shared":2}`);
  const { result } = await read([required("id", "int64")], lines.join("\n"));
  expect(result).toMatchObject({ records: 500, kept: 500 });
  expect(result.unknownKeys.length).toBe(501);
  expect(result.unknownKeys[0]).toEqual({ key: "shared", count: 500 });
});

test("DuckDB itself reads whole numbers written as pandas does, unless a number has too many digits to be sure", async () => {
  const lines = [
    '{"id":1.00000000000000000}',
    '{"id":2.0}',
    '{"id":-3e3}',
    '{"id":1655564376361.0}',
    '{"id":9007199254740993.0}',
    '{"id":5}',
  ];
  const { rows } = await read([required("id", "int64")], lines.join("\n"));
  // What took a closer look stands behind.
  expect(rows.flat()).toEqual(["2", "-3000", "1655564376361", "5", "1", "9007199254740993"]);
});

describe("several objects on a line", () => {
  const id = [required("id", "int64")];
  const quarantined = "SELECT file, line, record, reason, length, text FROM quarantine.readings ORDER BY ALL";
  const object = (n: number): string => `{"id":${n}}`;

  test("each is a record with its place, and the bytes between them count nowhere", async () => {
    const { connection, rows, result } = await read(
      id,
      '{"id":1}{"id":2} \t{"id":3}\r\n {"id":4}{"id":"x"}{"id":6} \n{"id":7}{"id":8}{"id":',
      '{"id":9}{"id":"y"',
    );
    expect(rows.flat().map(Number).sort()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect(await rowsOf(connection, quarantined)).toEqual([
      ["0.json", "2", "2", "id is not int64", "10", '{"id":"x"}'],
      ["0.json", "3", "3", "an object that does not end on its line", "6", '{"id":'],
      ["1.json", "1", "2", "an object that does not end on its line", "9", '{"id":"y"'],
    ]);
    expect(result).toMatchObject({ records: 11, kept: 8, quarantined: 3, bytes: 89, quarantinedBytes: 25 });
    expect(result.reasons[0]).toEqual({ reason: "an object that does not end on its line", count: 2, file: "0.json", line: 3, record: 3 });
  });

  test(`the records of ${RECORD_CASES.length} lines, as both engines tell them`, async () => {
    const { connection, rows } = await read(
      [column("zz", "int64")],
      Buffer.from(RECORD_CASES.map(({ line }) => line).join("\n"), "latin1"),
    );
    const records = RECORD_CASES.flatMap(({ records }, i) =>
      records.map(({ text, fault }, j) => ({ line: i + 1, record: j + 1, text, fault })),
    );
    const found = await rowsOf(connection, "SELECT line, record, reason, length FROM quarantine.readings ORDER BY line, record");
    expect(
      found.map(([line, record, reason, length]) => ({
        line: Number(line),
        record: Number(record),
        fault: reason,
        length: Number(length),
      })),
    ).toEqual(records.flatMap(({ line, record, text, fault }) => (fault === null ? [] : [{ line, record, fault, length: text.length }])));
    expect(rows.length).toBe(records.filter(({ fault }) => fault === null).length);
  });

  test("lines of one object and lines of many, short and long, lose nothing and keep their places", async () => {
    const columns = [required("id", "int64"), column("text", "string")];
    let n = 0;
    const next = (): string => `{"id":${n++},"text":"${"x".repeat(n % 50)}","More":${n % 3}}`;
    const line = (objects: number): string => Array.from({ length: objects }, next).join(n % 2 === 0 ? "" : " ");
    const lines = [1, 1, 2, 30_000, 1, 700, ...Array<number>(20_000).fill(1), ...Array<number>(3_000).fill(3), 1, 60_000].map(line);
    lines.push(`${next()}{"id":"bad"}${next()}`);
    const { connection, result } = await read(columns, lines.join("\n"));
    expect(result).toMatchObject({ records: n + 1, kept: n, quarantined: 1, unknownKeys: [{ key: "more", count: n }] });
    expect(result.bytes).toBe(lines.reduce((sum, text) => sum + text.replaceAll("} {", "}{").length, 0));
    expect(await rowsOf(connection, "SELECT count(DISTINCT id), sum(length(text)) FROM readings")).toEqual([
      [String(n), String(Array.from({ length: n }, (_, i) => (i + 1) % 50).reduce((a, b) => a + b, 0))],
    ]);
    expect(await rowsOf(connection, "SELECT line, record FROM quarantine.readings")).toEqual([[String(lines.length), "2"]]);
  });

  test("what is no JSON in the middle of many objects ends them, though DuckDB reads them", async () => {
    const before = Array.from({ length: 5000 }, (_, i) => object(i)).join("");
    const after = Array.from({ length: 5000 }, (_, i) => object(10_000 + i)).join("");
    const { connection, rows, result } = await read(id, `${before},${after}\n${before}${Buffer.from([0xff]).toString("latin1")}`);
    expect(rows.length).toBe(10_000);
    expect(result).toMatchObject({ records: 10_002, quarantined: 2, quarantinedBytes: after.length + 1 + 2 });
    expect(await rowsOf(connection, "SELECT line, record, reason FROM quarantine.readings ORDER BY line")).toEqual([
      ["1", "5001", "a comma between objects"],
      ["2", "5001", "not JSON at U+00FF"],
    ]);
  });
});
