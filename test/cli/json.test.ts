import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sluice } from "./child.ts";
import { newFolder, put } from "./folders.ts";
import { landing, ONE_SOURCE, ROWS, rowsOf, TRANSFORMS } from "./lake.ts";
import { answerOf, codesOf, runOf } from "./outcome.ts";

const TWICE = `import { json, source } from "sluice";
import { z } from "zod";
const row = z.object({ id: z.string() });
source("twice", { path: "a/", format: json(), row });
source("twice", { path: "b/", format: json(), row });
`;

const PRINTS = `console.log("spoilt");
process.stdout.write("{}\\n");
console.info("%o", { ok: true });
${ONE_SOURCE}`;

/** A folder with a lake, compiled, with landing files. */
const lake = newFolder();
const twice = put(newFolder(), { "transforms/twice.ts": TWICE });

beforeAll(async () => {
  put(join(lake, "transforms"), TRANSFORMS);
  put(join(lake, ".sluice/landing"), landing());
  await sluice(["compile"], { cwd: lake });
});

describe.concurrent("--json prints one object", { timeout: 120_000 }, () => {
  const good = async (cwd: string, ...args: string[]): Promise<Record<string, unknown>> => {
    const ended = await sluice([...args, "--json"], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const { ok, diagnostics, ...data } = answerOf(ended);
    expect(diagnostics).toEqual([]);
    return data;
  };
  const bad = async (cwd: string, ...args: string[]): Promise<readonly string[]> => {
    const ended = await sluice([...args, "--json"], { cwd });
    expect(ended).toMatchObject({ code: 1, stderr: "" });
    return codesOf(answerOf(ended));
  };

  test("compile", async () => {
    const cwd = newFolder();
    const transforms = join(lake, "transforms");
    const data = await good(cwd, "compile", "--transforms", transforms);
    expect(data).toEqual({ changed: expect.arrayContaining(["tidy/towns/job.py", "manifest.json"]), removed: [], unchanged: 0 });
    const { length } = data.changed as string[];
    expect(await good(cwd, "compile", "--transforms", transforms)).toEqual({ changed: [], removed: [], unchanged: length });
    expect(await bad(twice, "compile")).toEqual(["duplicate-name"]);
  });

  test("check", async () => {
    expect(await good(lake, "check")).toEqual({});
    expect(await bad(twice, "check")).toEqual(["duplicate-name"]);
    expect(new Set(await bad(lake, "check", "--out", "none"))).toEqual(new Set(["generated-stale"]));
  });

  test("sample", async () => {
    const cwd = newFolder();
    expect(await good(cwd, "sample", "--customers", "2")).toMatchObject({ out: ".sluice/landing", tables: { customer: { records: 2 } } });
    expect(await bad(cwd, "sample", "--customers", "two")).toEqual(["invalid-value"]);
  });

  test("explain", async () => {
    expect(await good(lake, "explain", "towns")).toMatchObject({ table: { table: "towns", zone: "tidy", reads: ["people"] } });
    expect(await good(lake, "explain", "towns.town")).toMatchObject({
      column: { table: "towns", column: "town", from: [{ table: "people", column: "town", from: [] }] },
    });
    expect(await bad(lake, "explain", "nothing")).toEqual(["unknown-table"]);
  });

  test("init", async () => {
    const cwd = newFolder();
    expect(await good(cwd, "init", "landing", "orders")).toEqual({ path: "transforms/landing/orders.ts" });
    expect(await bad(cwd, "init", "landing", "orders")).toEqual(["already-exists"]);
  });

  test("run, also with what it made of each source and table", async () => {
    const ended = await sluice(["run", "--json", "--lake", "one"], { cwd: lake });
    expect(ended.code).toBe(0);
    const { engine, tables } = runOf(ended);
    expect(engine).toBe("duckdb");
    expect(rowsOf(tables)).toEqual(ROWS);
    expect(tables.map(({ table, zone }) => `${zone}/${table}`)).toEqual([
      "landing/people",
      "landing/visits",
      "tidy/towns",
      "tidy/visits_named",
      "counted/visits_per_name",
    ]);
    for (const { path, quarantined, quarantinePath } of tables) {
      expect(path).toMatch(new RegExp(`^${join(lake, "one/data/")}`));
      expect({ quarantined, quarantinePath }).toEqual({ quarantined: 0, quarantinePath: null });
    }
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(tables.length);
  });

  test("run, when the transforms are wrong and when a step fails", async () => {
    for (const { cwd, args, codes } of [
      { cwd: twice, args: [], codes: ["duplicate-name"] },
      { cwd: lake, args: ["--transforms", "none"], codes: ["no-transforms-folder"] },
      { cwd: lake, args: ["--only", "none"], codes: ["unknown-table"] },
      { cwd: lake, args: ["--landing", "none"], codes: ["no-landing-folder"] },
    ]) {
      const ended = await sluice(["run", "--lake", "new", "--json", ...args], { cwd });
      expect(ended).toMatchObject({ code: 1, stderr: "" });
      const answer = runOf(ended);
      expect(codesOf(answer)).toEqual(codes);
      expect(answer).toMatchObject({ engine: "duckdb", tables: [] });
    }
  });

  test("a mistake has its place and that of the other one, counted from 1", async () => {
    const { diagnostics } = answerOf(await sluice(["compile", "--json"], { cwd: twice }));
    const file = "transforms/twice.ts";
    expect(diagnostics).toEqual([
      {
        code: "duplicate-name",
        severity: "error",
        message: "there are two tables of the name `twice`",
        ...{ file, line: 5, column: 8, endLine: 5, endColumn: 15 },
        suggestion: "names are unique over the whole lake: rename one",
        notes: [{ message: "the first is here", file, line: 4, column: 8 }],
        repairs: [],
      },
    ]);
  });

  test("a mistake in the first character of a file is in line 1, column 1", async () => {
    const cwd = put(newFolder(), { "transforms/a.ts": "nothing;\n" });
    const { diagnostics } = answerOf(await sluice(["check", "--json"], { cwd }));
    expect(diagnostics).toMatchObject([{ code: "transform-threw", line: 1, column: 1, endLine: 1, endColumn: 8 }]);
  });

  test("what a transform prints goes to stderr", async () => {
    const cwd = put(newFolder(), { "transforms/prints.ts": PRINTS });
    const ended = await sluice(["compile", "--json"], { cwd });
    expect(codesOf(answerOf(ended))).toEqual([]);
    expect(ended.stderr).toBe("spoilt\n{}\n{ ok: true }\n");
  });
});
