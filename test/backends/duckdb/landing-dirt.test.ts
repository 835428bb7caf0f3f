import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readLanding } from "../../../dsl/backends/duckdb/landing.ts";
import { Refusal } from "../../../dsl/diagnostics/diagnostic.ts";
import type { SourceColumn } from "../../../dsl/operations/lake.ts";
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

const NOT_AN_OBJECT: readonly Case[] = [
  "not json",
  "null",
  "7",
  '"text"',
  "[]",
  '[{"id":1}]',
  '{"id":1}{"id":2}',
  '{"id":1} {"id":2}',
  '{"id":1}x',
  '{"id":1',
  '{"id":1,}',
  '{"id":1 , }',
  '{"id":1,"extra":[1,]}',
  '{"id":1,"extra":{"a":1,}}',
  '{"id":NaN}',
  '{"id":1,"ratio":Infinity}',
  '{"id":1,"ratio":-inf}',
  '{"id":1,"extra":nan}',
  '{"id":1,"extra":-Infinity}',
  '{"id":01}',
  '{"id":+1}',
  '{"id":.5}',
  '{"id":1.}',
  '{"id":1e}',
  '{"id":0x10}',
  '{"id":1_000}',
  '{"id":1 /* one */}',
  '{"id":1} // one',
  "{'id':1}",
  "{id:1}",
  '{"id":tRue}',
  '{"id" 1}',
  '{"id":1 "small":2}',
  '{"id":1,,"small":2}',
  '{,"id":1}',
  '{"id":1,"userName":"a\tb"}',
  '{"id":1,"userName":"a\u0001b"}',
  '{"id":1,"userName":"\\x41"}',
  '{"id":1,"userName":"\\u00g1"}',
  '{"id":1,"userName":"\\ud800"}',
  '{"id":1,"userName":"\\ud800\\u0041"}',
  '{"id":1,"userName":"\\udc00\\ud800"}',
  '{"id":1,"extra":"\\udfff"}',
  '{"id":1,"\\ud800":1}',
  '{"id":1}\u0000',
  '\u00a0{"id":1}',
  '\u000b{"id":1}',
  "\u00a0",
  `{"id":${"[".repeat(400)}}`,
].map((line) => [line, "not a JSON object"]);

const brackets = (pairs: number): string => "[".repeat(pairs) + "]".repeat(pairs);
const DEEP: readonly Case[] = [
  [`{"id":1,"extra":${brackets(499)}}`, undefined],
  [`{"id":1,"extra":${brackets(500)}}`, "nested deeper than 500"],
  [`{"id":1,"extra":{"a":${brackets(499)}}}`, "nested deeper than 500"],
  [`{"id":1,"extra":[${Array(600).fill("[]").join()}]}`, undefined],
  [`{"id":1,"userName":"${"[".repeat(1000)}"}`, undefined],
  [`{"id":1,"userName":"\\"${"{".repeat(1000)}"}`, undefined],
  [`{"id":${"[".repeat(1000)}}`, "nested deeper than 500"],
  ["[".repeat(100_000), "nested deeper than 500"],
];

const REPEATED: readonly Case[] = [
  ['{"id":1,"id":1}', "repeated key id"],
  ['{"id":1,"ID":1}', "repeated key id"],
  ['{"id":1,"username":"a","USERNAME":"b"}', "repeated key userName"],
  ['{"id":1,"extra":1,"Extra":1}', "repeated key extra"],
  ['{"id":1,"zeta":1,"zeta":1,"userName":"a","username":"a","Alpha":1,"alpha":2}', "repeated key alpha"],
  ['{"id":1,"i\\u0064":2}', "repeated key id"],
  ['{"id":1,"É":1,"é":2}', undefined],
  ['{"id":1,"\ufffd":1,"\ufffd":2,"😀":1,"😀":2}', "repeated key \ufffd"],
];

const VALUES: readonly Case[] = [
  ["{}", "id is missing"],
  ['{"id":null}', "id is missing"],
  ['{"ids":1}', "id is missing"],
  ['{"id":"1"}', "id is not int64"],
  ['{"id":1.0}', "id is not int64"],
  ['{"id":1e3}', "id is not int64"],
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
  ['\ufeff\ufeff{"id":1}', "not a JSON object"],
  ['{"i\\u0064":1}', undefined],
  ['{"id":1,"a.b":1,"a/b":2,"a~b":3,"$":4,"":5,"a\\"b":6,"*":7,"0":8,"\\u0000":9,"it\'s":10}', undefined],
];

describe("every bad line goes to quarantine with its reason, every good one becomes a row", () => {
  const groups: Readonly<Record<string, readonly Case[]>> = { NOT_AN_OBJECT, DEEP, REPEATED, VALUES, SPELLING };
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
    const cases = [...NOT_AN_OBJECT, ...DEEP, ...REPEATED, ...VALUES, ...SPELLING];
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
    expect(bad).toEqual([[3, "not a JSON object"]]);
    expect(result).toMatchObject({ records: 4, kept: 3, quarantined: 1 });
  });

  test("a CR that stands alone is white space, as JSON has it", async () => {
    expect((await read(id, '{"id":\r1}\n{"id":2}\r{"id":3}')).bad).toEqual([[2, "not a JSON object"]]);
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
    expect(result.reasons).toEqual([{ reason: "not UTF-8", count: 2, file: "0.json", line: 2 }]);
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
      ["0.json", "1", "not a JSON object", "3", "3", "3"],
      ["1.json", "1", "not a JSON object", "1200002", `${(1 << 20) - 1}`, "524288"],
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
    expect(result).toEqual({ records: 240_000, kept: 240_000, quarantined: 0, reasons: [], unknownKeys: [{ key: "pad", count: 240_000 }] });
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

test("keys that no column has are counted without regard to case, at the top level, and repeated ones once a line", async () => {
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
