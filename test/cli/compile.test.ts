import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Rng } from "../random/rng.ts";
import { type ChildOptions, LAUNCHER, sluice } from "./child.ts";
import { check, compile, compiledLake, count, expected, text, transformsOf } from "./compiled-lake.ts";
import { differing, filesIn, newFolder, put } from "./folders.ts";
import { TRANSFORMS } from "./lake.ts";
import { answerOf, expectGood } from "./outcome.ts";

describe.concurrent("the same bytes", { timeout: 120_000 }, () => {
  test("wherever the transforms, the output and the working folder are", async () => {
    const transforms = put(newFolder(" o'der #1 ä%20?"), TRANSFORMS);
    const cwd = newFolder("somewhere");
    const out = join(newFolder(), "deep/below");
    const ended = await compile(cwd, "--transforms", transforms, "--out", out);
    expectGood(ended);
    expect(filesIn(out)).toEqual(expected);
    expect(ended.stdout).toContain(`5 tables, ${count} files in ${out}: ${count} written, 0 removed, 0 unchanged.\n`);
    expect(ended.stdout).toContain(`  wrote   ${out}/tidy/towns/job.py\n`);
  });

  test.for([1, 2, 3])("in whatever order the files run (seed %i)", async (seed) => {
    const rng = new Rng(seed);
    const order = Object.keys(TRANSFORMS)
      .filter((path) => path.endsWith(".ts"))
      .map((path) => [rng.below(1000), path] as const)
      .sort(([a], [b]) => a - b)
      .map(([, path]) => `import "./${path}";\n`);
    const folder = put(newFolder(), { ...transformsOf(), "transforms/0-runs-first.ts": order.join("") });
    expectGood(await compile(folder));
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
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

  test("when a file was changed, a file is missing, and when nothing was, after they were compiled", async () => {
    const folder = put(newFolder(), transformsOf());
    const generated = join(folder, "generated");
    expectGood(await compile(folder));
    for (const [harm, news] of [
      [() => {}, "nothing has changed"],
      [() => writeFileSync(join(generated, "tidy/towns/job.py"), "import os\n"), "1 written"],
      [() => rmSync(join(generated, "zones.json")), "1 written"],
      [() => {}, "nothing has changed"],
    ] as const) {
      harm();
      const ended = await compile(folder);
      expectGood(ended);
      expect(ended.stdout).toContain(news);
      expect(filesIn(generated)).toEqual(expected);
    }
  });

  test("that what the transforms read decides, after they were compiled", async () => {
    const over = (imported: string, least: string): string =>
      `${imported}\n${text("tidy/towns.ts").replace("row.town.isNotNull()", `row.id.gt(Number(${least}))`)}`;
    const rows = 'import { readFileSync } from "node:fs";';
    const kinds: readonly (readonly [towns: string, change: (folder: string, to: number) => void])[] = [
      [over("", "process.env.LEAST"), () => {}],
      [over(rows, '(readFileSync("least.txt", "utf8"))'), (folder, to) => put(folder, { "least.txt": `${to}` })],
      [
        over('import { least } from "../_least.ts";', "least"),
        (folder, to) => put(folder, { "transforms/_least.ts": `export const least = ${to};` }),
      ],
      [
        over('import { least } from "../../least.ts";', "least"),
        (folder, to) => put(folder, { "least.ts": `export const least = ${to};` }),
      ],
    ];
    for (const [towns, change] of kinds) {
      const folder = put(newFolder(), transformsOf({ "tidy/towns.ts": towns }));
      for (const to of [11, 22]) {
        change(folder, to);
        expectGood(await sluice(["compile"], { cwd: folder, env: { LEAST: `${to}` } }));
        expect(readFileSync(join(folder, "generated/tidy/towns/job.py"), "utf8")).toContain(`${to}`);
      }
    }
  });

  test("and none is run again when its text decides: the same texts, as they are remembered", async () => {
    const folder = put(newFolder(), transformsOf());
    expectGood(await compile(folder));
    const remembered = (): boolean => existsSync(join(folder, ".sluice/cache/compiled"));
    expect(remembered()).toBe(true);
    rmSync(join(folder, ".sluice/cache/compiled"));
    put(folder, { "transforms/tidy/towns.ts": `${text("tidy/towns.ts")}\nvoid Date;\n` });
    expectGood(await compile(folder));
    expect(remembered()).toBe(false);
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
  /** These have lines of every table. */
  const INDEXES = ["manifest.json", "privacy.json", "privacy.md"] as const;

  /** Compiles the lake with changed transforms over what was there; the paths, but of indexes, of the files that differ then. */
  async function changedBy(changed: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
    const folder = compiledLake();
    for (const path of Object.keys(changed)) rmSync(join(folder, "transforms", path), { force: true });
    put(folder, transformsOf(changed));
    const ended = await compile(folder, "--json");
    expectGood(ended);
    const after = filesIn(join(folder, "generated"));
    const paths = differing(expected, after);
    const { changed: written, removed } = answerOf(ended);
    expect([...(written as string[]), ...(removed as string[])].sort()).toEqual(paths);
    expectGood(await check(folder));
    expectLinesOf(paths, /"/, String(expected["manifest.json"]), String(after["manifest.json"]));
    expectLinesOf(paths, /^\| `/, String(expected["privacy.md"]), String(after["privacy.md"]));
    return paths.filter((path) => !(INDEXES as readonly string[]).includes(path));
  }

  /** Of such lines, each that differs names a file that does, or its table. */
  function expectLinesOf(paths: readonly string[], such: RegExp, before: string, after: string): void {
    const linesOf = (index: string): readonly string[] => index.split("\n").map((line) => line.replace(/,$/, ""));
    const missing = (from: string, lines: string): readonly string[] => linesOf(lines).filter((line) => !linesOf(from).includes(line));
    const different = [...missing(after, before), ...missing(before, after)].filter((line) => such.test(line));
    const names = paths.flatMap((path) => [path, path.split("/")[1] ?? path]);
    expect(different.filter((line) => !names.some((name) => line.includes(name)))).toEqual([]);
  }

  const folderOf = (folder: string, ...files: string[]): string[] => files.map((file) => `${folder}/${file}`);
  const ALL = ["job.py", "plan.json", "table.json", "table.sql"] as const;

  test("nothing, the second time", async () => {
    const folder = compiledLake();
    const ended = await compile(folder);
    expectGood(ended);
    expect(ended.stdout).toBe(`5 tables, ${count} files in generated: nothing has changed.\n`);
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });

  test("a filter: its table's job and plan", async () => {
    const narrower = text("tidy/towns.ts").replace("row.town.isNotNull()", "row.town.isNotNull().and(row.id.gt(1))");
    expect(await changedBy({ "tidy/towns.ts": narrower })).toEqual(folderOf("tidy/towns", "job.py", "plan.json"));
  });

  test("a column more of a table that others read, but not that column: its table alone", async () => {
    const wider = text("tidy/visits-named.ts").replace('.select("name", "at", "pages")', '.select("name", "at", "pages", "person")');
    expect(await changedBy({ "tidy/visits-named.ts": wider })).toEqual([
      "queries/visits_named.sql",
      ...folderOf("tidy/visits_named", ...ALL),
    ]);
  });

  test("a column more of a source: the source alone", async () => {
    const wider = text("landing.ts").replace(
      "town: z.string().optional(),",
      "town: z.string().optional(),\n    age: z.int32().optional(),",
    );
    expect(await changedBy({ "landing.ts": wider })).toEqual([...folderOf("landing/people", "plan.json", "table.json", "table.sql")]);
  });

  test("a column's type: all that depends on the column", async () => {
    const narrower = text("landing.ts").replace("pages: z.int32()", "pages: z.int32().optional()");
    const changed = await changedBy({ "landing.ts": narrower });
    expect(changed).toContain("tidy/visits_named/plan.json");
    expect(changed.filter((path) => path.startsWith("tidy/towns") || path.startsWith("landing/people"))).toEqual([]);
  });

  test("a comment: its table's description", async () => {
    const commented = text("tidy/towns.ts").replace("Where people live.", "Where they live.");
    expect(await changedBy({ "tidy/towns.ts": commented })).toEqual(["queries/towns.sql", ...folderOf("tidy/towns", ...ALL)]);
  });

  test("a transform that goes: its files go", async () => {
    expect(await changedBy({ "counted/visits-per-name.ts": undefined })).toEqual([
      ...folderOf("counted/visits_per_name", ...ALL),
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
