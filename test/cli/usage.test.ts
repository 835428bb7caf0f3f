import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, LAUNCHER, mainWith, OLD_NODE, ROOT, sluice } from "./child.ts";
import { newFolder, put } from "./folders.ts";
import { ONE_SOURCE } from "./lake.ts";
import { answerOf, codesOf, expectGood, expectNoTrace, expectRefused, runOf } from "./outcome.ts";

const COMMANDS = ["compile", "check", "run", "sample", "explain", "init", "import", "rename"] as const;
const empty = newFolder();

describe.concurrent("usage", { timeout: 120_000 }, () => {
  test.for([
    { args: [], says: "a command is missing" },
    { args: ["comple"], says: "unknown command 'comple' (Did you mean compile?)" },
    { args: ["--bogus"], says: "unknown option '--bogus'" },
    { args: ["compile", "extra"], says: "too many arguments for 'compile'" },
    { args: ["compile", "--ouf", "x"], says: "unknown option '--ouf' (Did you mean --out?)" },
    { args: ["compile", "--out"], says: "option '--out <dir>' argument missing" },
    { args: ["compile", "--out", ""], says: "option '--out <dir>' argument '' is invalid" },
    { args: ["check", "--transforms", ""], says: "option '--transforms <dir>' argument '' is invalid" },
    { args: ["run", "--lake", ""], says: "option '--lake <dir>' argument '' is invalid" },
    { args: ["run", "--landing="], says: "option '--landing <dir>' argument '' is invalid" },
    { args: ["sample", "--out", ""], says: "option '--out <dir>' argument '' is invalid" },
    { args: ["explain"], says: "missing required argument 'table[.column]|code'" },
    { args: ["init", "landing"], says: "missing required argument 'table'" },
  ])("exit code 2: sluice $args", async ({ args, says }) => {
    const ended = await sluice(args, { cwd: empty });
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(`sluice: ${says}`);
    expect(ended.stderr).toContain("`sluice --help` lists the commands");
    expectNoTrace(ended.stderr);
  });

  test("nothing is done on a wrong use", () => {
    expect(existsSync(join(empty, "generated"))).toBe(false);
  });

  test.for([{ args: ["--json"] }, { args: ["nope", "--json"] }, { args: ["explain", "--json"] }, { args: ["init", "landing", "--json"] }])(
    "one object on stdout: sluice $args",
    async ({ args }) => {
      const ended = await sluice(args, { cwd: empty });
      expect(ended).toMatchObject({ code: 2, stderr: "" });
      expect(codesOf(answerOf(ended))).toEqual(["usage"]);
    },
  );

  test("run gives its keys also on a wrong use", async () => {
    const ended = await sluice(["run", "--bogus", "--json"], { cwd: empty });
    expect(ended.code).toBe(2);
    expect(runOf(ended)).toMatchObject({ engine: "duckdb", tables: [] });
  });

  test("the exit code goes through sluice.mjs, on this Node and from an older one", async () => {
    for (const node of [[LAUNCHER], [...OLD_NODE, LAUNCHER]]) {
      expect(await sluice(["explain"], { cwd: empty, node })).toMatchObject({ code: 2, stdout: "" });
      expectRefused(await sluice(["compile", "--transforms", "none"], { cwd: empty, node }), ["no-transforms-folder"], "no folder none");
      expect((await sluice(["--version"], { cwd: empty, node })).code).toBe(0);
    }
  });

  test("an older Node without the project's own says what to do", async () => {
    const files = ["dsl/cli/sluice.mjs", "dsl/cli/signals.mjs"];
    const copy = put(newFolder(), Object.fromEntries(files.map((file) => [file, readFileSync(`${ROOT}${file}`)])));
    const ended = await sluice(["--version"], { cwd: empty, node: [...OLD_NODE, join(copy, "dsl/cli/sluice.mjs")] });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain("Sluice needs Node 24, which `npm install` brings.");
    expectNoTrace(ended.stderr);
  });
});

describe.concurrent("help", { timeout: 120_000 }, () => {
  test.for(["", ...COMMANDS])("sluice %s --help fits 80 columns and loads no slow library", async (command) => {
    const args = [...(command === "" ? [] : [command]), "--help"];
    const { ended, libraries } = await withLibraries(args, empty);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toMatch(new RegExp(`^Usage: sluice ${command}`));
    expect(ended.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    for (const name of command === "" ? COMMANDS : ["--json"]) expect(ended.stdout).toContain(`  ${name} `);
    expect(libraries).toEqual([]);
  });

  test("--version is that of package.json", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(await sluice(["--version"], { cwd: empty })).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("what is loaded is seen where it is needed", async () => {
    const cwd = put(newFolder(), { "transforms/a.ts": ONE_SOURCE, ".sluice/landing/only/a.json": '{"id":"1"}\n' });
    const { ended, libraries } = await withLibraries(["run"], cwd);
    expectGood(ended);
    expect(libraries).toEqual(["@duckdb", "ts-morph", "zod"]);
  });
});

/** A module as a URL. */
const module = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;

/** Runs a command and tells which of the libraries that are slow to load it loads, in any of its threads. */
async function withLibraries(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly ended: Ended; readonly libraries: readonly string[] }> {
  const list = join(newFolder(), "loaded.txt");
  const hook = `import { registerHooks } from "node:module"; import { appendFileSync } from "node:fs";
    registerHooks({ load(url, context, next) { appendFileSync(process.env.LOADED, url + "\\n"); return next(url, context); } });`;
  const ended = await sluice(args, { cwd, node: mainWith("--import", module(hook)), env: { LOADED: list } });
  const loaded = readFileSync(list, "utf8");
  expect(loaded).toContain("/node_modules/commander/");
  return { ended, libraries: ["@duckdb", "ts-morph", "zod"].filter((library) => loaded.includes(`/node_modules/${library}/`)) };
}

describe.concurrent("output", { timeout: 120_000 }, () => {
  const failing = (env: Record<string, string>): Promise<Ended> => sluice(["compile", "--transforms", "none"], { cwd: empty, env });

  test("colours only when asked for, and NO_COLOR wins", async () => {
    expect((await failing({})).stderr).not.toContain("\u001b");
    expect((await failing({ FORCE_COLOR: "1" })).stderr).toContain("\u001b[31m");
    expect((await failing({ FORCE_COLOR: "1", NO_COLOR: "1" })).stderr).not.toContain("\u001b");
    expect((await failing({ FORCE_COLOR: "0" })).stderr).not.toContain("\u001b");
  });

  test("a reader that stops early is no failure", async () => {
    const cwd = put(newFolder(), { "transforms/a.ts": ONE_SOURCE });
    const ended = await sluice(["explain", "only"], { cwd, onStart: (child) => child.stdout?.destroy() });
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test.skipIf(!existsSync("/dev/full"))("an answer that cannot be written is a failure", async () => {
    const cwd = put(newFolder(), { "transforms/a.ts": ONE_SOURCE });
    const { code, stderr } = await intoFullDisk(["explain", "only"], cwd);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^sluice: cannot write to stdout: .*no space left/);
    expectNoTrace(stderr);
  });

  test("a mistake of Sluice itself shows its stack, and --json still gives one object", async () => {
    const broken = `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module";
      fs.existsSync = () => { throw new TypeError("broken on purpose"); }; syncBuiltinESMExports();`;
    const ended = await sluice(["init", "landing", "x", "--json"], { cwd: newFolder(), node: mainWith("--import", module(broken)) });
    expect(ended.code).toBe(1);
    expect(codesOf(answerOf(ended))).toEqual(["bug"]);
    expect(ended.stderr).toMatch(/^TypeError: broken on purpose\n\s+at /);
  });
});

async function intoFullDisk(args: readonly string[], cwd: string): Promise<Ended> {
  const full = openSync("/dev/full", "w");
  try {
    return await sluice(args, { cwd, stdout: full });
  } finally {
    closeSync(full);
  }
}
