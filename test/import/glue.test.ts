import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import type { Span } from "../../dsl/diagnostics/diagnostic.ts";
import { importSources } from "../../dsl/import/import-files.ts";
import { printSources } from "../../dsl/import/print.ts";
import { columnsOf } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-glue-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPENX = {
  SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
  Parameters: { "serialization.format": "1", paths: "id,address", custom: "a,b" },
};
const table = (name: string, columns: readonly object[], more: object = {}): object => ({
  Name: name,
  StorageDescriptor: {
    Columns: columns,
    Location: `s3://lake/landing/${name}/`,
    InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
    SerdeInfo: OPENX,
  },
  ...more,
});

function written(file: string, value: unknown): string {
  writeFileSync(join(folder, file), JSON.stringify(value, null, 2));
  return join(folder, file);
}

test("what GetTable, GetTables and CreateTable have compiles", async () => {
  const columns = [
    { Name: "id", Type: "bigint", Comment: "the key" },
    { Name: "address", Type: "struct<city:string,geo:struct<lat:double,lon:double>>" },
    { Name: "labels", Type: "map<string,array<string>>" },
  ];
  const { declarations, problems } = await importSources([
    written("get.json", {
      Table: table("one", columns, {
        DatabaseName: "lake",
        CreateTime: "2024-01-01T00:00:00",
        Description: "Of *one*.",
        Parameters: { classification: "json", recordCount: "12" },
        PartitionKeys: [{ Name: "dt", Type: "string" }],
      }),
    }),
    written("list.json", { TableList: [table("two", columns), table("three", columns)], NextToken: "x" }),
    written("create.json", { DatabaseName: "lake", TableInput: table("four", columns) }),
    written("bare.json", table("five", columns)),
  ]);
  expect(problems.map(({ code, parameters }) => wordsOf(code, parameters).message)).toEqual([
    "one: the folders' partition `dt string` is no column: rows have what stands in the files, of all folders below the path",
    ...["one", "two", "three", "four", "five"].map((name) => `${name}: the property 'custom' = 'a,b' has no counterpart`),
  ]);
  const transforms = join(folder, "transforms");
  mkdirSync(transforms);
  writeFileSync(join(transforms, "all.ts"), printSources(declarations.map(({ declaration }) => declaration)));
  const { plan, diagnostics } = await compileApart({ transforms, cache: join(folder, "cache"), cwd: folder });
  expect(diagnostics).toEqual([]);
  expect(plan?.sources.map(({ name, path, description }) => [name, path, description])).toEqual([
    ["five", "five/", undefined],
    ["four", "four/", undefined],
    ["one", "one/", "Of *one*."],
    ["three", "three/", undefined],
    ["two", "two/", undefined],
  ]);
  for (const source of plan?.sources ?? []) {
    expect(columnsOf(source)).toEqual([
      "id int64?",
      "address struct of city: string, geo: struct of lat: double, lon: double? !address",
      "labels map of array of string?",
    ]);
    expect(source.columns[0]?.description).toBe("the key");
  }
});

test("the generated table.json of a source is read back with the same types", async () => {
  const { declarations, problems } = await importSources(["generated/landing/customer_landing/table.json"]);
  expect(problems).toEqual([]);
  expect(declarations[0]?.declaration.columns.map(({ name, schema }) => `${name} ${schema.kind}`)).toEqual([
    "customername string",
    "email string",
    "phone string",
    "birthday string",
    "serialnumber string",
    "registrationdate epochMillis",
    "lastupdatedate epochMillis",
    "sharewithresearchasofdate epochMillis",
    "sharewithpublicasofdate epochMillis",
    "sharewithfriendsasofdate epochMillis",
  ]);
});

test("a mistake has its place in the JSON", async () => {
  const path = written("bad.json", {
    Table: table("bad", [
      { Name: "a", Type: "string" },
      { Name: "b", Type: "array<uniontype<int>>" },
      { Name: "c", Type: "array<int" },
    ]),
  });
  const { declarations, problems } = await importSources([path]);
  expect(declarations).toEqual([]);
  expect(
    problems.map(({ code, parameters, site }) => [wordsOf(code, parameters).message, (site as Span).line, (site as Span).column]),
  ).toEqual([["expected `>`, found the end", 16, 19]]);
  const other = written("view.json", {
    Table: table("view", [{ Name: "b", Type: "array<uniontype<int>>" }], { TableType: "VIRTUAL_VIEW" }),
  });
  expect(
    (await importSources([other])).problems.map(({ code, parameters, site }) => [
      wordsOf(code, parameters).message,
      (site as Span).line,
      (site as Span).column,
    ]),
  ).toEqual([
    ["view was not written: its files are `a view`, and a source reads JSON lines", 22, 18],
    ["view was not written: `b[]` has the type `uniontype<int>`, which Sluice lacks", 8, 19],
  ]);
});

test("a table without what it needs is said", async () => {
  const path = written("broken.json", { Table: { Name: 5, StorageDescriptor: { Columns: "none" } } });
  const { declarations, problems } = await importSources([path]);
  expect(declarations).toEqual([]);
  expect(problems.map(({ code, site }) => [code, (site as Span).line])).toEqual([["ddl-syntax", 3]]);
});

test("the tables of a CloudFormation template; what stands there as a function of the template has its place", async () => {
  const resource = (input: object): object => ({
    Type: "AWS::Glue::Table",
    Properties: { DatabaseName: { Ref: "Lake" }, TableInput: input },
  });
  const template = written("template.json", {
    AWSTemplateFormatVersion: "2010-09-09",
    Resources: {
      Bucket: { Type: "AWS::S3::Bucket" },
      Six: resource(table("six", [{ Name: "id", Type: "bigint" }])),
      Seven: resource({ ...table("seven", []), Name: { "Fn::Sub": "${Stage}_seven" } }),
    },
  });
  const { declarations, problems } = await importSources([template]);
  expect(declarations.map(({ declaration }) => declaration.name)).toEqual(["six"]);
  const sites = problems.filter(({ code }) => code === "ddl-syntax").map(({ site }) => site as Span);
  const lines = readFileSync(template, "utf8").split("\n");
  expect(sites.map(({ file, line }) => [file, lines[line - 1]?.trim()])).toEqual([[template, '"Name": {']]);
});

test("a list of tables as `--query TableList` prints it, an empty list, and a link to another table", async () => {
  const columns = [{ Name: "id", Type: "bigint" }];
  const list = await importSources([written("query.json", [table("six", columns), table("seven", columns)])]);
  expect(list.declarations.map(({ declaration }) => declaration.name)).toEqual(["six", "seven"]);
  const said = async (file: string, value: unknown): Promise<readonly unknown[]> =>
    (await importSources([written(file, value)])).problems.map(({ code, parameters }) => wordsOf(code, parameters).message);
  expect(await said("none.json", { TableList: [] })).toEqual([expect.stringContaining("its `TableList` is empty")]);
  expect(await said("link.json", { Table: { Name: "eight", TargetTable: { DatabaseName: "other", Name: "eight" } } })).toEqual([
    "eight was not written: its files are `a link to another table`, and a source reads JSON lines",
  ]);
});
