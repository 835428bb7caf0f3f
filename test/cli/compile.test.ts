import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type ChildOptions, type Ended, LAUNCHER, sluice } from "./child.ts";
import { differing, type Files, filesIn, newFolder, put, under } from "./folders.ts";
import { ONE_SOURCE, TRANSFORMS } from "./lake.ts";
import { answerOf, codesOf, expectGood, expectRefused } from "./outcome.ts";

/** What the lake compiles to, made in a folder beside its transforms. */
let expected: Files;

beforeAll(async () => {
  const folder = put(newFolder(), transformsOf());
  expectGood(await sluice(["compile"], { cwd: folder }));
  expected = filesIn(join(folder, "generated"));
});

/** The files of the lake's transforms in a folder `transforms`, some of them changed, or absent. */
function transformsOf(changed: Readonly<Record<string, string | undefined>> = {}): Files {
  const files = Object.entries({ ...TRANSFORMS, ...changed }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]));
  return under("transforms", Object.fromEntries(files));
}

/** A folder with the lake as it is, and as it was compiled. */
function compiledLake(): string {
  const folder = put(newFolder(), transformsOf());
  put(join(folder, "generated"), expected);
  return folder;
}

const compile = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["compile", ...args], { cwd });
const check = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["check", ...args], { cwd });
const text = (path: string): string => String(TRANSFORMS[path]);

describe.concurrent("the same bytes", { timeout: 120_000 }, () => {
  test("wherever the transforms, the output and the working folder are", async () => {
    const transforms = put(newFolder(" o'der #1 ä%20?"), TRANSFORMS);
    const cwd = newFolder("somewhere");
    const out = join(newFolder(), "deep/below");
    const ended = await compile(cwd, "--transforms", transforms, "--out", out);
    expectGood(ended);
    expect(filesIn(out)).toEqual(expected);
    expect(ended.stdout).toContain(`5 tables, 25 files in ${out}: 25 written, 0 removed, 0 unchanged.\n`);
    expect(ended.stdout).toContain(`  wrote   ${out}/tidy/towns/job.py\n`);
  });

  test("where a package of its own is around the transforms, of CommonJS even", async () => {
    const folder = put(newFolder(), { "package.json": '{"type":"commonjs"}', ...transformsOf() });
    expectGood(await compile(folder));
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });

  test("through a symbolic link", async () => {
    const folder = newFolder();
    symlinkSync(put(newFolder(), TRANSFORMS), join(folder, "transforms"));
    expectGood(await compile(folder));
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });

  const settings: readonly NonNullable<ChildOptions["env"]>[] = [
    { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" },
    { LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8", TZ: "America/St_Johns" },
    // Where z stands before t.
    { LC_ALL: "et_EE.UTF-8", LANG: undefined, TZ: "Asia/Kathmandu" },
  ];
  test.for(settings)("with %o", async (env) => {
    const folder = put(newFolder(), transformsOf());
    const ended = await sluice(["compile"], { cwd: folder, env });
    expectGood(ended);
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
    expect(ended.stdout).toBe(
      (await sluice(["compile", "--out", "generated2"], { cwd: folder })).stdout.replaceAll("generated2", "generated"),
    );
  });

  test("with the cache of comments, without it, and where none can be", async () => {
    const folder = put(newFolder(), transformsOf());
    for (const prepare of [() => {}, () => {}, () => rmSync(join(folder, ".sluice"), { recursive: true }), () => blockCache(folder)]) {
      prepare();
      rmSync(join(folder, "generated"), { recursive: true, force: true });
      expectGood(await compile(folder));
      expect(filesIn(join(folder, "generated"))).toEqual(expected);
    }
  });

  test("by sluice.mjs", async () => {
    const folder = put(newFolder(), transformsOf());
    expectGood(await sluice(["compile"], { cwd: folder, node: [LAUNCHER] }));
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });
});

/** A file where the cache's folder should be. */
function blockCache(folder: string): void {
  rmSync(join(folder, ".sluice"), { recursive: true });
  writeFileSync(join(folder, ".sluice"), "");
}

describe.concurrent("what changes", { timeout: 120_000 }, () => {
  /** Compiles the lake with changed transforms over what was there; the paths of the files that differ then. */
  async function changedBy(changed: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
    const folder = compiledLake();
    for (const path of Object.keys(changed)) rmSync(join(folder, "transforms", path), { force: true });
    put(folder, transformsOf(changed));
    const ended = await compile(folder, "--json");
    expectGood(ended);
    const after = filesIn(join(folder, "generated"));
    const { changed: written, removed } = answerOf(ended);
    expect([...(written as string[]), ...(removed as string[])].sort()).toEqual(differing(expected, after));
    expectGood(await check(folder));
    expectManifestChangesOnly(after);
    return differing(expected, after);
  }

  /** The lines of the manifest that are not as before are those of the files that are not. */
  function expectManifestChangesOnly(after: Files): void {
    const linesOf = (files: Files): readonly string[] => String(files["manifest.json"]).split("\n");
    const before = new Set(linesOf(expected));
    const files = new Set(differing(expected, after));
    const fresh = linesOf(after).filter((line) => !before.has(line.replace(/,$/, "")) && !before.has(`${line.replace(/,$/, "")},`));
    for (const line of fresh) {
      const [, name = ""] = /^ {4}"(.+)": "[0-9a-f]{64}",?$|^ {4}\{"name":"(.+?)"/.exec(line) ?? [];
      if (!line.includes('"kind":')) expect([...files]).toContain(name);
    }
  }

  const folderOf = (folder: string, ...files: string[]): string[] => files.map((file) => `${folder}/${file}`);
  const ALL = ["job.py", "plan.json", "table.json", "table.sql"] as const;

  test("nothing, the second time", async () => {
    const folder = compiledLake();
    const ended = await compile(folder);
    expectGood(ended);
    expect(ended.stdout).toBe("5 tables, 25 files in generated: nothing has changed.\n");
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });

  test("a filter: its table's job and plan", async () => {
    const narrower = text("tidy/towns.ts").replace("row.town.isNotNull()", "row.town.isNotNull().and(row.id.gt(1))");
    expect(await changedBy({ "tidy/towns.ts": narrower })).toEqual(["manifest.json", ...folderOf("tidy/towns", "job.py", "plan.json")]);
  });

  test("a column more of a table that others read, but not that column: its table alone", async () => {
    const wider = text("tidy/visits-named.ts").replace('.select("name", "at", "pages")', '.select("name", "at", "pages", "person")');
    expect(await changedBy({ "tidy/visits-named.ts": wider })).toEqual([
      "manifest.json",
      "queries/visits_named.sql",
      ...folderOf("tidy/visits_named", ...ALL),
    ]);
  });

  test("a column more of a source: the source alone", async () => {
    const wider = text("landing.ts").replace(
      "town: z.string().optional(),",
      "town: z.string().optional(),\n    age: z.int32().optional(),",
    );
    expect(await changedBy({ "landing.ts": wider })).toEqual([
      ...folderOf("landing/people", "plan.json", "table.json", "table.sql"),
      "manifest.json",
    ]);
  });

  test("a column's type: all that depends on the column", async () => {
    const narrower = text("landing.ts").replace("pages: z.int32()", "pages: z.int32().optional()");
    const changed = await changedBy({ "landing.ts": narrower });
    expect(changed).toContain("tidy/visits_named/plan.json");
    expect(changed.filter((path) => path.startsWith("tidy/towns") || path.startsWith("landing/people"))).toEqual([]);
  });

  test("a comment: its table's description", async () => {
    const commented = text("tidy/towns.ts").replace("Where people live.", "Where they live.");
    expect(await changedBy({ "tidy/towns.ts": commented })).toEqual([
      "manifest.json",
      "queries/towns.sql",
      ...folderOf("tidy/towns", ...ALL),
    ]);
  });

  test("a transform that goes: its files go", async () => {
    expect(await changedBy({ "counted/visits-per-name.ts": undefined })).toEqual([
      ...folderOf("counted/visits_per_name", ...ALL),
      "manifest.json",
      "queries/row_counts.sql",
      "queries/visits_per_name.sql",
    ]);
  });

  test("a folder that is empty then goes, one with something in it stays", async () => {
    const folder = compiledLake();
    put(folder, { "generated/tidy/towns/mine.txt": "mine" });
    for (const path of ["counted/visits-per-name.ts", "tidy/towns.ts"]) rmSync(join(folder, "transforms", path));
    const ended = await compile(folder);
    expectGood(ended);
    expect(ended.stdout).toContain("  removed generated/counted/visits_per_name/job.py\n");
    expect(existsSync(join(folder, "generated/counted"))).toBe(false);
    expect(filesIn(join(folder, "generated/tidy/towns"))).toEqual({ "mine.txt": "mine" });
  });

  test("a manifest with merge conflicts in it is mended", async () => {
    const folder = compiledLake();
    const manifest = readFileSync(join(folder, "generated/manifest.json"), "utf8");
    put(folder, { "generated/manifest.json": `<<<<<<< ours\n${manifest}=======\n${manifest}>>>>>>> theirs\n` });
    expectGood(await compile(folder));
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });
});

describe.concurrent("where nothing can or may be written", { timeout: 120_000 }, () => {
  test("a folder with other files is refused and left as it is", async () => {
    for (const foreign of [{ "notes.txt": "mine" }, { "manifest.json": '{"version":1}' }, { "a/b/c.py": "" }]) {
      const folder = put(newFolder(), transformsOf());
      put(join(folder, "generated"), foreign);
      expectRefused(await compile(folder), ["not-generated"], `generated holds ${Object.keys(foreign)[0]}`, "choose an empty folder");
      expect(filesIn(join(folder, "generated"))).toEqual(foreign);
    }
  });

  test("a folder with a foreign link is refused too", async () => {
    const folder = put(newFolder(), transformsOf());
    mkdirSync(join(folder, "generated"));
    symlinkSync("nowhere", join(folder, "generated/link"));
    expectRefused(await compile(folder), ["not-generated"], "generated holds link");
  });

  test("the working folder is not written to by mistake", async () => {
    const folder = put(newFolder(), transformsOf());
    expectRefused(await compile(folder, "--out", "."), ["not-generated"], ". holds transforms/");
  });

  test("a file in the folder's place", async () => {
    const folder = put(newFolder(), { ...transformsOf(), generated: "a file" });
    expectRefused(await compile(folder), ["cannot-read"], "generated: it, or a folder above it, is a file", "name another path");
    expectRefused(await check(folder), ["cannot-read"], "generated: it, or a folder above it, is a file");
    expectRefused(await compile(folder, "--out", "generated/below"), ["cannot-read"], "generated/below");
    expect(readFileSync(join(folder, "generated"), "utf8")).toBe("a file");
  });

  test("a file that cannot be written leaves every other as it was", async () => {
    const folder = compiledLake();
    rmSync(join(folder, "generated/tidy"), { recursive: true });
    put(folder, { "generated/tidy": "a file where a folder belongs" });
    put(folder, transformsOf({ "landing.ts": text("landing.ts").replace("People who visit.", "All people.") }));
    const before = filesIn(join(folder, "generated"));
    expectRefused(await compile(folder), ["cannot-write"], "what was there before is untouched", "name another path");
    expect(filesIn(join(folder, "generated"))).toEqual(before);
  });

  test("a folder in a file's place", async () => {
    const folder = compiledLake();
    rmSync(join(folder, "generated/zones.json"));
    mkdirSync(join(folder, "generated/zones.json"));
    const before = filesIn(join(folder, "generated"));
    expectRefused(await compile(folder), ["cannot-read"], "generated/zones.json");
    expect(filesIn(join(folder, "generated"))).toEqual(before);
  });

  test("transforms with a mistake", async () => {
    const folder = compiledLake();
    put(folder, { "transforms/wrong.ts": "const x: = 1;\n" });
    expectRefused(await compile(folder), ["syntax-error"], "--> transforms/wrong.ts:1:");
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });
});

describe.concurrent("check", { timeout: 120_000 }, () => {
  test("is green after compile, and writes nothing", async () => {
    const folder = compiledLake();
    const ended = await check(folder);
    expectGood(ended);
    expect(ended.stdout).toBe("25 files in generated are what transforms compiles to.\n");
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });

  test("names each file that is changed, missing or left over", async () => {
    const folder = compiledLake();
    put(folder, { "generated/tidy/towns/job.py": "# edited\n", "generated/tidy/old/job.py": "" });
    rmSync(join(folder, "generated/zones.json"));
    const before = filesIn(join(folder, "generated"));
    expectRefused(
      await check(folder),
      ["generated-stale", "generated-stale", "generated-stale"],
      "generated/tidy/towns/job.py is not what the transforms compile to",
      "generated/zones.json is missing",
      "generated/tidy/old/job.py is left over",
      "run `npx sluice compile` and commit the result",
    );
    expect(filesIn(join(folder, "generated"))).toEqual(before);
  });

  test("is red when a transform has changed, and when nothing was compiled", async () => {
    const folder = compiledLake();
    put(folder, { "transforms/more.ts": ONE_SOURCE });
    expect(new Set(codesOf(answerOf(await check(folder, "--json"))))).toEqual(new Set(["generated-stale"]));
    expect(codesOf(answerOf(await check(folder, "--json", "--out", "none")))).toHaveLength(25 + 3);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
