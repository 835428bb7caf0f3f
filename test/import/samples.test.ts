import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import type { Problem, Span } from "../../dsl/diagnostics/diagnostic.ts";
import { importSources } from "../../dsl/import/import-files.ts";
import { printSources } from "../../dsl/import/print.ts";
import type { SourcePlan } from "../../dsl/operations/lake.ts";
import { REAL_DATA } from "../stedi/real-data.ts";
import { columnsOf } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-samples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface SampleCase {
  readonly name: string;
  readonly lines: readonly string[];
  readonly columns: readonly string[];
  readonly says?: readonly string[];
  readonly review?: readonly string[];
}

const rows = (...values: readonly unknown[]): readonly string[] => values.map((value) => JSON.stringify(value));

const CASES: readonly SampleCase[] = [
  {
    name: "scalars",
    lines: ['{"a":"x","b":true,"c":1,"d":1.5,"e":-9223372036854775808}'],
    columns: ["a string", "b boolean", "c int64", "d double", "e int64"],
  },
  {
    name: "whole numbers and fractions",
    lines: ['{"a":1,"b":0.0,"c":1e3}', '{"a":1.0,"b":2,"c":5}'],
    columns: ["a double", "b double", "c double"],
  },
  {
    name: "integers beyond 64 bits",
    lines: ['{"a":9223372036854775808,"b":1,"c":123456789012345678901234567890123456789}', '{"a":1,"b":18446744073709551615,"c":1}'],
    columns: ["a decimal(38,0)", "b decimal(38,0)", "c double"],
  },
  {
    name: "absent and null",
    lines: ['{"a":1,"b":null,"c":null}', '{"a":2,"b":"x"}', '{"a":3,"b":"y","c":null,"d":true}'],
    columns: ["a int64", "b string?", "c string?", "d boolean?"],
    review: ["every value is null, so the type is not known"],
  },
  {
    name: "days and times",
    lines: rows(
      { day: "2024-02-29", at: "2024-02-29T10:00:00Z", local: "2024-02-29T10:00:00", mixed: "2024-02-29", bad: "2023-02-29" },
      { day: "0997-01-01", at: "2024-02-29 10:00:00.123+02:00", local: "2024-02-29T10:00:00Z", mixed: "soon", bad: "2024-01-01" },
    ),
    columns: ["day date", "at timestamp", "local string", "mixed string", "bad string"],
  },
  {
    name: "epoch milliseconds by name and range",
    lines: [
      '{"createdAt":1655564376361,"updated_at":1655564376,"amount":1655564376361,"eventTime":1655564376361,"n":5}',
      '{"createdAt":1655564376362,"updated_at":1655564377,"amount":1655564376361,"eventTime":7,"n":6}',
    ],
    columns: ["createdAt epochMillis", "updated_at int64", "amount int64", "eventTime int64", "n int64"],
    review: ["epoch milliseconds by its name and range", "by its range it may be `epochMillis()`"],
  },
  {
    name: "personal data by name and by value",
    lines: rows(
      { who: "a@example.org", contact: "+491701234567", from: "10.0.0.1", lastName: "X", title: "y" },
      { who: "b@example.org", contact: "+491701234568", from: "::1", lastName: "Y", title: "z" },
    ),
    columns: ["who string !email", "contact string !phone", "from string !device", "lastName string !name", "title string"],
  },
  {
    name: "nested objects and arrays",
    lines: rows(
      { address: { city: "x", geo: { lat: 1.5 } }, tags: ["a"], points: [{ x: 1, y: 2 }, { x: 1 }] },
      { address: { city: "y" }, tags: [], points: [] },
    ),
    columns: [
      "address struct of city: string, geo: struct of lat: double !address",
      "tags array of string",
      "points array of struct of x: int64, y: int64",
    ],
  },
  {
    name: "empty arrays and objects",
    lines: rows({ a: [], b: {} }),
    columns: ["a array of string", "b map of string"],
    review: ["every array is empty", "every object is empty"],
  },
  {
    name: "objects whose keys vary",
    lines: Array.from({ length: 20 }, (_, i) =>
      JSON.stringify({ counts: { [`k${i}`]: i, [`l${i}`]: 1 }, days: { [`2024-01-${String(i + 1).padStart(2, "0")}`]: 1.5 } }),
    ),
    columns: ["counts map of int64", "days map of double"],
    review: ["a map by its keys"],
  },
  {
    name: "objects with many keys, all of them always there",
    lines: [JSON.stringify({ m: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`k${i}`, 1])) })],
    columns: [`m struct of ${Array.from({ length: 30 }, (_, i) => `k${i}: int64`).join(", ")}`],
  },
  {
    name: "more keys than a struct may have",
    lines: Array.from({ length: 300 }, (_, i) =>
      JSON.stringify({ m: Object.fromEntries(Array.from({ length: 10 }, (_, j) => [`k${i}_${j}`, { a: j }])) }),
    ),
    columns: ["m map of struct of a: int64"],
  },
  {
    name: "keys in other case",
    lines: rows({ timeStamp: 1655564376361 }, { timestamp: 1655564376361 }, { timestamp: 1655564376362 }),
    columns: ["timestamp epochMillis"],
    review: ["also written timeStamp"],
  },
  {
    name: "several types in one column",
    lines: rows({ a: "x" }, { a: "y" }, { a: 5 }, { a: [1] }),
    columns: ["a string"],
    says: ["`a` is text in 2 values and also 1 a number and 1 an array: the rows of these go to quarantine (3:6)"],
  },
  {
    name: "null in an array and in a map",
    lines: rows({ a: [1, null], m: { "1": null, "2": 3 } }),
    columns: ["a array of int64", "m map of int64"],
    says: [
      "`a` has 1 element that is null: its row goes to quarantine (1:9)",
      "`m` has 1 value that is null: its row goes to quarantine (1:24)",
    ],
  },
  {
    name: "records that are no rows",
    lines: ["", '{"a":1}', "[1]", "{broken", '{"a":1,"A":2}', "  ", '\uFEFF{"a":3}\r', '{"a":1}{"a":2} {"a":'],
    columns: ["a int64"],
    says: [
      "1 record is no row (an array, not an object)",
      "1 record is no row (a key without quotes)",
      "1 record is no row (a repeated key)",
      "1 record is no row (an object that does not end on its line)",
    ],
  },
  {
    name: "objects of which no key can be a field",
    lines: ['{"a":{"x y":1,"2":"b","u-v":2}}'],
    columns: ["a map of int64"],
    says: ["`a{}` is a number in 2 values and also 1 text"],
  },
  {
    name: "objects in each other, deeper than a schema may be",
    lines: [`\uFEFF${'{"a":'.repeat(120)}1${"}".repeat(120)}`, '{"b":2}'],
    columns: ["b int64?"],
    says: ["`a` is left out, because more than 100 objects stand in each other there (1:507)"],
  },
  {
    name: "keys that no column can have",
    lines: ['{"ok":1,"a b":2,"1st":3,"__proto__":4,"nested":{"x y":1,"z":2}}'],
    columns: ["ok int64", "nested struct of z: int64"],
    says: ['the key "a b" is left out', 'the key "1st" is left out', 'the key "__proto__" is left out', 'the key "nested.x y" is left out'],
  },
];

/** The message and its place. */
const inWords = ({ code, parameters, site }: Problem): string =>
  `${wordsOf(code, parameters).message} (${(site as Span).line}:${(site as Span).column})`;

const results = new Map<string, { readonly problems: readonly string[]; readonly text: string }>();
let sources: readonly SourcePlan[] = [];

beforeAll(async () => {
  const transforms = join(folder, "transforms");
  mkdirSync(transforms);
  for (const [i, { name, lines }] of CASES.entries()) {
    const file = join(folder, `case_${i}x.jsonl`);
    writeFileSync(file, lines.join("\n"));
    const { declarations, problems } = await importSources([file]);
    const text = printSources(declarations.map(({ declaration }) => declaration));
    writeFileSync(join(transforms, `case-${i}.ts`), text);
    results.set(name, { problems: problems.map(inWords), text });
  }
  const { plan, diagnostics } = await compileApart({ transforms, cache: join(folder, "cache"), cwd: folder });
  expect(diagnostics).toEqual([]);
  sources = plan?.sources ?? [];
}, 300_000);

describe.each(CASES)("$name", ({ name, columns, says = [], review = [] }) => {
  test("gives these columns, and says this", () => {
    const source = sources.find((candidate) => candidate.name === `case_${CASES.findIndex((item) => item.name === name)}x_landing`);
    expect(source === undefined ? undefined : columnsOf(source)).toEqual(columns);
    const { problems = [], text = "" } = results.get(name) ?? {};
    expect(problems.map((message, i) => message.slice(message.indexOf(": ") + 2).slice(0, says[i]?.length))).toEqual(says);
    for (const words of review) expect(text).toContain(words);
  });
});

test("a folder is one source: all files in it, compressed ones too, but none that starts with a dot or an underscore", async () => {
  const root = join(folder, "Step-Trainer");
  mkdirSync(join(root, "2024", "_temporary"), { recursive: true });
  writeFileSync(join(root, "a.json"), '{"id":1}\n');
  writeFileSync(join(root, "2024", "b.jsonl.gz"), gzipSync('{"id":2,"x":"y"}\n'));
  writeFileSync(join(root, "2024", "_temporary", "c.json"), '{"other":1}\n');
  writeFileSync(join(root, "notes.txt"), "no data");
  const { declarations, problems } = await importSources([root]);
  expect(problems).toEqual([]);
  expect(
    declarations.map(({ declaration: { name, path, columns } }) => [name, path, columns.map((column) => [column.name, column.optional])]),
  ).toEqual([
    [
      "step_trainer_landing",
      "Step-Trainer/",
      [
        ["id", false],
        ["x", true],
      ],
    ],
  ]);
});

test.each([
  ["an-array.json", '[{"a":1},\n{"a":2}]', "it is one JSON value over several lines"],
  ["pretty.json", '{\n  "a": 1\n}', "it is one JSON value over several lines"],
  ["empty.json", "", "no line is a JSON object with a key"],
  ["scalars.jsonl", "1\n2\n", "no line is a JSON object with a key"],
  ["several.json", '{\n"a": 1\n}\n{\n"a": 2\n}\n', "no line is a JSON object with a key"],
  ["empty.sql", "-- nothing\n", "it has no CREATE TABLE statement"],
  ["rows.csv", "a,b\n1,2\n", "it has no CREATE TABLE statement"],
])("%s declares nothing, and says why", async (file, content, reason) => {
  writeFileSync(join(folder, file), content);
  const said = await importSources([join(folder, file)]).then(
    ({ declarations, problems }) => (declarations.length === 0 ? problems : []),
    (failure) => failure.problems,
  );
  expect(
    said.map(({ code, parameters }: { code: "nothing-to-import"; parameters: never }) => wordsOf(code, parameters).message).join("\n"),
  ).toContain(reason);
});

/** What the transforms declare with more knowledge than the files give: other spellings, narrower numbers, what is personal. */
const KNOWN_BETTER: Readonly<Record<string, string>> = {
  "distanceFromObject int64": "distanceFromObject int32",
  "timestamp epochMillis": "timeStamp epochMillis",
  "user string !email": "user string",
};

describe.skipIf(REAL_DATA === undefined)("the real STEDI data", () => {
  test("gives the sources that the transforms declare", { timeout: 300_000 }, async () => {
    const out = join(folder, "stedi");
    mkdirSync(out);
    const started = performance.now();
    const { declarations, problems } = await importSources(
      ["customer", "accelerometer", "step_trainer"].map((table) => join(REAL_DATA ?? "", table)),
    );
    console.info(`110,909 lines read in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    expect(problems).toEqual([]);
    writeFileSync(join(out, "landing.ts"), printSources(declarations.map(({ declaration }) => declaration)));
    const compiled = await compileApart({ transforms: out, cache: join(folder, "cache"), cwd: folder });
    expect(compiled.diagnostics).toEqual([]);
    const declared = await compileApart({ transforms: resolve("transforms"), cache: join(folder, "cache"), cwd: process.cwd() });
    const shape = (plan: typeof compiled.plan): unknown =>
      plan?.sources.map((source) => [
        source.name,
        source.path,
        columnsOf(source)
          .map((column) => KNOWN_BETTER[column] ?? column)
          .sort(),
      ]);
    expect(shape(compiled.plan)).toEqual(shape(declared.plan));
  });
});
