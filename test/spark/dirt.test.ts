import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { compareEngines } from "./both-engines.ts";
import { isSetUp } from "./setup.mjs";

const scratch = mkdtempSync(join(tmpdir(), "sluice-dirt-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const TRANSFORMS = `import { json, parquet, source, zone } from "sluice";
import * as z from "zod";
const reading = source("reading", {
  path: "reading/",
  format: json(),
  row: z.object({
    id: z.int64(),
    small: z.int32().optional(),
    ratio: z.number().optional(),
    name: z.string().max(5).optional(),
    mail: z.email().optional(),
    isOn: z.boolean().optional(),
    place: z.object({ zip: z.int32(), town: z.string().optional() }).optional(),
    tags: z.array(z.string()).optional(),
  }),
  quarantine: { atMost: 1 },
});
zone("trusted", {}).table("every_reading", { from: reading, format: parquet() });
`;

/** Each kind of dirt with the lines that show it. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  "an integer over 2^63": [
    '{"id":9223372036854775808}',
    '{"id":9223372036854775807}',
    '{"id":-9223372036854775809}',
    `{"id":${"9".repeat(5000)}}`,
  ],
  "an integer over 2^31": ['{"id":1,"small":2147483648}', '{"id":1,"small":2147483647}'],
  "a number too large for a double": [
    '{"id":1,"ratio":1e309}',
    '{"id":1,"ratio":1e308}',
    '{"id":1,"ratio":-0.0}',
    '{"id":1,"ratio":5e-324}',
  ],
  "a fraction for an integer": ['{"id":1.5}', '{"id":1.0}', '{"id":1e2}'],
  "a text for an integer": ['{"id":"1"}'],
  "an integer for a text": ['{"id":1,"name":1}'],
  NaN: ['{"id":1,"ratio":NaN}', '{"id":1,"ratio":Infinity}'],
  "a key in another case": ['{"ID":1,"NAME":"a"}', '{"id":1,"PLACE":{"ZIP":1}}'],
  "a repeated key": ['{"id":1,"id":2}', '{"id":1,"Id":1}', '{"id":1,"place":{"zip":1,"zip":2}}'],
  "an unknown key": ['{"id":1,"more":[{"a":null}]}', '{"id":1,"İ":1}'],
  "no value": ['{"small":1}', '{"id":null}', '{"id":1,"place":{}}', '{"id":1,"tags":[null]}'],
  "a broken check": ['{"id":1,"name":"abcdef"}', '{"id":1,"name":"😀😀😀😀😀"}', '{"id":1,"mail":"no"}', '{"id":1,"mail":"a@example.com"}'],
  "an array": ["[]", '[{"id":1}]'],
  "a scalar": ["1", "null", '"text"', "true"],
  "several objects": ['{"id":1}{"id":2}', '{"id":1} {"id":2}{"id":"x"} {"id":3} {"id"', `{"id":1}`.repeat(300)],
  "a cut object": ['{"id":1', '{"id":1,"name":"a'],
  "what is JSON elsewhere": ["{'id':1}", '{"id":1,}', '{"id":1} // note', "{id:1}", '{"id":01}'],
  "half a surrogate pair": ['{"id":1,"name":"\\ud800"}', '{"id":1,"name":"\\ud83d\\ude00"}'],
  "a control character": ['{"id":1,"name":"\t"}', '{"id":1,"name":"\\u0000"}'],
  "blank lines": ["", " ", "\t", "\r"],
  "carriage returns": ['{"id":1}\r', '{"id":1,\r"small":2}', '{"id":1}\r\r'],
  "a mark of byte order": ['\uFEFF{"id":1}', '\uFEFF\uFEFF{"id":1}', "\uFEFF"],
  "odd space": ['\u00a0{"id":1}', '\f{"id":1}', '{"id":1}\u2028'],
  "deep nesting": [500, 499].flatMap((pairs) => [`{"id":1,"more":${"[".repeat(pairs)}${"]".repeat(pairs)}}`]),
  "very deep nesting": ["[".repeat(100_000)],
};

const notUtf8 = Buffer.concat([Buffer.from('{"id":1,"name":"'), Buffer.from([0xff, 0xc3]), Buffer.from('"}\n')]);
const text = Object.values(LINES).flat().join("\n");
const FILES: Readonly<Record<string, string | Buffer>> = {
  "all.json": text,
  "all.jsonl.gz": gzipSync(text),
  "members.json.gz": Buffer.concat([gzipSync('{"id":1}\n'), gzipSync('{"id":2}')]),
  "crlf.json": '{"id":1}\r\n{"id":2}\r\n\r\nno\r\n',
  "empty.json": "",
  "line-feeds.json": "\n\n\n",
  "not-utf-8.json": notUtf8,
  "utf-16.json": Buffer.from('{"id":1}', "utf16le"),
  "deep/day=1/a b%20[c].json": '{"id":1}\nno\n',
  "_hidden.json": "no",
  "other.csv": "no",
  "50-mb.json": `{"id":1,"name":"ab","more":"${"x".repeat(50_000_000)}"}\n{"id":1,"name":"${"y".repeat(50_000_000)}"}\n`,
};

describe.skipIf(!isSetUp())("on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test(`${Object.keys(LINES).length + 10} kinds of dirt: nothing is lost, the same rows and bad records as on the embedded engine`, {
    timeout: 900_000,
  }, async () => {
    const put = (path: string, content: string | Buffer): void => {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      writeFileSync(join(scratch, path), content);
    };
    put("transforms/lake.ts", TRANSFORMS);
    for (const [name, content] of Object.entries(FILES)) put(`landing/reading/${name}`, content);
    const { every_reading: found } = await compareEngines({
      transforms: join(scratch, "transforms"),
      landing: join(scratch, "landing"),
      scratch,
      oneSession: true,
      conf: { "spark.driver.memory": "2g" },
    });
    expect(found).toEqual({ rows: 662, quarantined: 87, differing: 0 });
  });
});
