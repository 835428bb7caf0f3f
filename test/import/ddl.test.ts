import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Compilation } from "../../dsl/compiler/compile.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import type { Problem, Span } from "../../dsl/diagnostics/diagnostic.ts";
import { importSources } from "../../dsl/import/import-files.ts";
import { printSources } from "../../dsl/import/print.ts";
import { DDL_CASES } from "./ddl-cases.ts";
import { columnsOf } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-import-"));
const imported = new Map<string, Awaited<ReturnType<typeof importSources>>>();
let compilation: Compilation;

beforeAll(async () => {
  const transforms = join(folder, "transforms");
  mkdirSync(transforms);
  for (const [i, { name, ddl }] of DDL_CASES.entries()) {
    const file = join(folder, `${i}.sql`);
    writeFileSync(file, ddl);
    const result = await importSources([file]);
    imported.set(name, result);
    const declarations = result.declarations.map(({ declaration }) => declaration);
    if (declarations.length > 0) writeFileSync(join(transforms, `case-${i}.ts`), printSources(declarations));
  }
  compilation = await compileApart({ transforms, cache: join(folder, "cache"), cwd: folder });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("all that was written compiles", () => {
  expect(compilation.diagnostics).toEqual([]);
});

describe.each(DDL_CASES)("$name", ({ name, ddl, tables = {}, says = [] }) => {
  test("gives these columns", () => {
    const found = imported.get(name)?.declarations.map(({ declaration }) => declaration.name) ?? [];
    const sources = compilation.plan?.sources.filter((source) => found.includes(source.name)) ?? [];
    expect(Object.fromEntries(sources.map((source) => [source.name, columnsOf(source)]))).toEqual(tables);
  });

  test("says this", () => {
    const said = (imported.get(name)?.problems ?? []).map((problem) => inWords(problem, ddl));
    expect(said.map((words, i) => words.slice(0, says[i]?.length))).toEqual(says);
  });
});

/** What is pointed at, and what is said of it. */
function inWords({ code, parameters, site }: Problem, ddl: string): string {
  const { line, column, endLine, endColumn } = site as Span;
  const lines = ddl.replace("\uFEFF", "").split(/\r?\n/);
  const pointed = line === endLine ? lines[line - 1]?.slice(column - 1, endColumn - 1) : `${lines[line - 1]?.slice(column - 1)} ...`;
  return `${pointed} | ${code}: ${wordsOf(code, parameters).message}`;
}

test("a place is a line and a column, after carriage returns and a byte order mark too", () => {
  const [problem] = imported.get("carriage returns and a byte order mark")?.problems ?? [];
  expect(problem?.site).toMatchObject({ line: 3, column: 5, endLine: 3, endColumn: 19 });
});

test("what was written is in the layout of the project", () => {
  const biome = resolve("node_modules/.bin/biome");
  const args = ["format", `--config-path=${resolve(".")}`, "--vcs-enabled=false", join(folder, "transforms")];
  expect(() => execFileSync(biome, args, { encoding: "utf8", stdio: "pipe" })).not.toThrow();
});

test("a type may be nested a hundred deep, and no deeper", async () => {
  const nested = (depth: number): string => `${"array<struct<x:".repeat(depth)}int${">>".repeat(depth)}`;
  const file = join(folder, "deep.sql");
  const imported = async (depth: number): ReturnType<typeof importSources> => {
    writeFileSync(file, `CREATE EXTERNAL TABLE deep (a ${nested(depth)}) STORED AS JSONFILE LOCATION 's3://lake/deep/'`);
    return importSources([file]);
  };
  const { declarations, problems } = await imported(50);
  expect(problems).toEqual([]);
  expect(printSources(declarations.map(({ declaration }) => declaration))).toContain("x: z.int32().optional(),");
  expect((await imported(51)).problems.map(({ code }) => code)).toEqual(["ddl-syntax"]);
});
