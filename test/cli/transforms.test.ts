import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, sluice } from "./child.ts";
import { type Files, newFolder, put, under } from "./folders.ts";
import { ONE_SOURCE } from "./lake.ts";
import { expectGood, expectNoTrace, expectRefused } from "./outcome.ts";

const compile = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["compile", ...args], { cwd });

/** Compiles transforms of these files. */
const compileOf = (files: Files): Promise<Ended> => compile(put(newFolder(), under("transforms", files)));

interface Mistake {
  readonly what: string;
  readonly files: Files;
  readonly codes: readonly string[];
  /** What the message must say. */
  readonly says: readonly string[];
}

const MISTAKES: readonly Mistake[] = [
  {
    what: "one that throws",
    files: { "a.ts": 'const x = 1;\nif (x === 1) throw new Error("the rates are missing");\n' },
    codes: ["transform-threw"],
    says: ["the rates are missing", "--> transforms/a.ts:2:24"],
  },
  {
    what: "one that throws what is no error",
    files: { "a.ts": "throw Object.create(null);\n", "b.ts": 'throw "text";\n' },
    codes: ["transform-threw", "transform-threw"],
    says: ["--> transforms/a.ts:1:1", "the transform stopped: text", "--> transforms/b.ts:1:1"],
  },
  {
    what: "one that throws when its file has run",
    files: {
      "a.ts": `${ONE_SOURCE}setTimeout(() => {\n  throw new Error("too late");\n}, 0);\nawait new Promise((go) => setTimeout(go, 200));\n`,
    },
    codes: ["transform-threw"],
    says: ["too late", "--> transforms/a.ts:5:13"],
  },
  {
    what: "a promise that was rejected and forgotten",
    files: { "a.ts": `${ONE_SOURCE}Promise.reject(new Error("not found"));\n` },
    codes: ["transform-threw"],
    says: ["not found", "--> transforms/a.ts:4:20"],
  },
  {
    what: "a promise that was rejected with what is no error",
    files: { "a.ts": `${ONE_SOURCE}Promise.reject("just text");\n` },
    codes: ["transform-threw"],
    says: ["just text"],
  },
  {
    what: "one that ends the process with success",
    files: { "a.ts": `${ONE_SOURCE}process.exit(0);\n` },
    codes: ["transform-threw"],
    says: ["it ended the process with code 0", "--> transforms/a.ts:4:9"],
  },
  {
    what: "one that ends the process behind its file's back",
    files: { "a.ts": `${ONE_SOURCE}setTimeout(() => process.exit(5), 0);\nawait new Promise((go) => setTimeout(go, 200));\n` },
    codes: ["transform-threw"],
    says: ["it ended the process with code 5", "--> transforms/a.ts:4:26"],
  },
  {
    what: "an await that never settles",
    files: { "a.ts": ONE_SOURCE, "b.ts": "await new Promise(() => {});\n" },
    codes: ["transform-never-ended"],
    says: ["wait for what never comes, in transforms/b.ts", "an await that never settles"],
  },
  {
    what: "an import cycle",
    files: {
      "a.ts": 'import { b } from "./b.ts";\nexport const a = b + 1;\n',
      "b.ts": 'import { a } from "./a.ts";\nexport const b = a + 1;\n',
    },
    codes: ["import-cycle"],
    says: ["`a` is not ready, because files import each other: b.ts -> a.ts -> b.ts", "--> transforms/b.ts:2:18", "third file"],
  },
  {
    what: "a table cycle",
    files: {
      "lake.ts": `import { zone } from "sluice";
const tidy = zone("tidy");
export const a = tidy.table("a", { from: b.distinct() });
export const b = tidy.table("b", { from: a.distinct() });
`,
    },
    codes: ["table-cycle"],
    says: ["tables need each other: a -> b -> a", "--> transforms/lake.ts:3:42", "break the cycle"],
  },
  {
    what: "two tables of one name",
    files: { "a.ts": ONE_SOURCE, "b.ts": `\n${ONE_SOURCE}` },
    codes: ["duplicate-name"],
    says: ["there are two tables of the name `only`", "--> transforms/b.ts:4:28", "--> transforms/a.ts:3:28", "rename one"],
  },
  {
    what: "a syntax error",
    files: { "a.ts": ONE_SOURCE, "b.ts": "export const b = (1;\n" },
    codes: ["syntax-error"],
    says: ["--> transforms/b.ts:1:"],
  },
  {
    what: "TypeScript that Node cannot strip",
    files: { "a.ts": "enum Colour {\n  red,\n}\n" },
    codes: ["syntax-error"],
    says: ["enum is not supported", "--> transforms/a.ts:1:"],
  },
  {
    what: "a missing file",
    files: { "a.ts": 'import { z } from "zod";\nimport { zones } from "./zoness.ts";\nz; zones;\n' },
    codes: ["module-not-found"],
    says: ["cannot find `zoness.ts`", "--> transforms/a.ts:2:23", "with its ending"],
  },
  {
    what: "a missing package",
    files: { "deep/a.ts": 'import pad from "left-pad-of-nobody";\npad;\n' },
    codes: ["module-not-found"],
    says: ["cannot find `left-pad-of-nobody`", "--> transforms/deep/a.ts:1:17"],
  },
  {
    what: "a missing export",
    files: { "a.ts": 'import { tidy } from "./zones.ts";\ntidy;\n', "zones.ts": "export const clean = 1;\n" },
    codes: ["missing-export"],
    says: ["./zones.ts does not export `tidy`", "--> transforms/a.ts:1:"],
  },
  {
    what: "files that declare nothing",
    files: { "a.ts": "export const a = 1;\n" },
    codes: ["no-transforms"],
    says: ["under transforms", "init landing"],
  },
];

describe.concurrent("mistakes in transforms", { timeout: 120_000 }, () => {
  test.for(MISTAKES)("$what", async ({ files, codes, says }) => {
    expectRefused(await compileOf(files), codes, ...says);
  });

  test("all of them are told at once", async () => {
    const files = { "a.ts": "nothing;\n", "b.ts": "export const b = (1;\n", "c.ts": 'import "./none.ts";\n', "d.ts": ONE_SOURCE };
    expectRefused(await compileOf(files), ["transform-threw", "syntax-error", "module-not-found"], "3 errors");
  });

  test("an endless loop is stopped", async () => {
    const cwd = put(newFolder(), { "transforms/loop.ts": "while (true) {}\n" });
    const said = ["still running after 10 s, in transforms/loop.ts", "look for an endless loop"];
    expectRefused(await compile(cwd), ["transform-never-ended"], ...said);
  });

  test("what a transform leaves running is stopped when it is compiled", async () => {
    expectGood(await compileOf({ "a.ts": `${ONE_SOURCE}setInterval(() => {}, 1000);\n` }));
  });

  test("what a transform does to its globals stays with it", async () => {
    const meddles = `${ONE_SOURCE}process.exitCode = 7;\nprocess.env.NO_COLOR = "";\nJSON.parse = () => ({});\nprocess.stdout.write = () => true;\n`;
    const ended = await compileOf({ "a.ts": meddles });
    expectGood(ended);
    expect(ended.stdout).toMatch(/^1 table, (\d+) files in generated: \1 written, 0 removed/);
  });

  test("zod and a JSON file beside it may be imported", async () => {
    const reads = 'import names from "./names.json" with { type: "json" };\nif (names[0] !== "only") throw new Error("other names");\n';
    expectGood(await compileOf({ "a.ts": reads + ONE_SOURCE, "names.json": '["only"]' }));
  });
});

describe.concurrent("--transforms", { timeout: 120_000 }, () => {
  test("no such folder, a file, and an empty folder", async () => {
    const cwd = put(newFolder(), { file: "" });
    mkdirSync(join(cwd, "empty"));
    for (const command of [["compile"], ["check"], ["run"], ["explain", "x"]]) {
      expectRefused(
        await sluice([...command, "--transforms", "none"], { cwd }),
        ["no-transforms-folder"],
        "there is no folder none",
        "--transforms DIR",
      );
    }
    expectRefused(await compile(cwd), ["no-transforms-folder"], "there is no folder transforms");
    expectRefused(await compile(cwd, "--transforms", "file"), ["no-transforms-folder"], "there is no folder file");
    expectRefused(await compile(cwd, "--transforms", "empty"), ["no-transforms"], "no table is declared under empty");
  });

  test("through a symbolic link, messages name the files that there are", async () => {
    const cwd = newFolder();
    const files = put(newFolder(), { "a.ts": "nothing;\n" });
    symlinkSync(files, join(cwd, "transforms"));
    const { code, stderr } = await compile(cwd);
    expect(code).toBe(1);
    expect(stderr).toMatch(/--> \.\.\/\d+\/a\.ts:1:1\n/);
    expect(stderr).toContain(" 1 | nothing;\n");
  });

  test("a link that leads nowhere is named", async () => {
    const cwd = put(newFolder(), { "transforms/a.ts": ONE_SOURCE });
    symlinkSync("nowhere.ts", join(cwd, "transforms/b.ts"));
    expectRefused(await compile(cwd), ["cannot-read"], "transforms/b.ts", "its symbolic link leads nowhere");
  });

  test("tests, type declarations, and files and folders that start with . or _ are none", async () => {
    const broken = "nothing;\n";
    const others = {
      "a.test.ts": broken,
      "a.d.ts": "declare const x: 1;\n",
      "_b.ts": broken,
      ".c.ts": broken,
      "_d/e.ts": broken,
      "readme.md": "",
    };
    const ended = await compileOf({ ...others, "node_modules/x/index.ts": broken, "a.ts": ONE_SOURCE });
    expectGood(ended);
    expectNoTrace(ended.stderr);
    expect(ended.stdout).toContain("1 table,");
  });
});
