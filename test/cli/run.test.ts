import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { rowsOf as rowsOfTable, snapshot } from "../run/fixture.ts";
import { type Ended, LAUNCHER, ROOT, sluice } from "./child.ts";
import { type Files, newFolder, put, under } from "./folders.ts";
import { landing, ROWS, rowsOf, TRANSFORMS } from "./lake.ts";
import { expectGood, expectRefused, runOf } from "./outcome.ts";

const transforms = put(newFolder(), TRANSFORMS);
/** A lake that was filled once, for runs that must not change it. */
const filled = newFolder();
let before: Record<string, string>;

const run = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["run", "--transforms", transforms, ...args], { cwd });

/** A working folder with landing files, some of them changed. */
const withLanding = (changed: Files = {}): string => put(newFolder(), under(".sluice/landing", { ...landing(), ...changed }));

beforeAll(async () => {
  expectGood(await run(withLanding(), "--lake", filled));
  before = snapshot(filled);
});

describe.concurrent("a run", { timeout: 120_000 }, () => {
  test("fills the lake, says what is in it, and gives the same rows the second time", async () => {
    const cwd = withLanding();
    const first = await run(cwd);
    expectGood(first);
    expect(first.stdout).toMatch(/^zone {5}table {12}rows {2}quarantined +ms\nlanding {2}people {14}6 {12}0/);
    expect(first.stdout).toMatch(/\nThe lake is in \.sluice\/lake\/duckdb, made in [0-9.]+ s\.\n$/);
    expect(first.stderr).toMatch(/^\[1\/5\] landing\/people: 6 rows, [0-9,]+ ms\n/);
    const lake = join(cwd, ".sluice/lake/duckdb");
    const rows = await Promise.all(Object.keys(ROWS).map((table) => rowsOfTable(lake, table)));
    const second = await run(cwd, "--json");
    expect(rowsOf(runOf(second).tables)).toEqual(ROWS);
    expect(await Promise.all(Object.keys(ROWS).map((table) => rowsOfTable(lake, table)))).toEqual(rows);
    expect(rows[4]).toContain('{"name":"name 0","visits":2,"pages":6}');
  });

  test("says names on one line, whatever is in them", async () => {
    const name = "la\nke\u001b[2J::error::pass\u200bword";
    const cwd = withLanding();
    const made = await run(cwd, "--lake", name);
    expectGood(made);
    expect(made.stdout).toMatch(/\nThe lake is in la␊ke␛\[2J::error::pass<U\+200B>word, made in [0-9.]+ s\.\n$/);
    const refused = await run(cwd, "--landing", name);
    expect(refused.stderr).toContain("error[no-landing-folder]: there is no landing folder ");
    expect(refused.stderr.split("\n")[0]).toContain("la␊ke␛[2J::error::pass<U+200B>word");
    const gone = await sluice(["clean", "--lake", name], { cwd });
    expect(gone.stdout).toMatch(/^0 files \(0 bytes\) are gone; [0-9]+ stay\.\n$/);
    mkdirSync(join(cwd, name, "data/x\nowned"), { recursive: true });
    const left =
      Object.keys(snapshot(join(cwd, name)))
        .find((path) => path.startsWith("data/"))
        ?.split("/")
        .at(-1) ?? "";
    writeFileSync(join(cwd, name, "data/x\nowned", left.replace(/^[0-9]{8}/, "20010101")), "");
    const cleaned = await sluice(["clean", "--lake", name], { cwd });
    expect(cleaned.stdout).toMatch(/^data\/x␊owned\/20010101\S+\n1 file /);
  });

  test("of the sample data, through sluice.mjs, from the folder of the project's transforms", async () => {
    const cwd = newFolder();
    expectGood(await sluice(["sample", "--customers", "20"], { cwd, node: [LAUNCHER] }));
    const ended = await sluice(["run", "--json", "--transforms", join(ROOT, "transforms")], { cwd, node: [LAUNCHER] });
    expect(ended.code).toBe(0);
    const { tables } = runOf(ended);
    expect(rowsOf(tables)).toMatchObject({ customer_landing: 20, accelerometer_landing: 1_701, step_trainer_landing: 600 });
    expect(tables.filter(({ rows }) => rows === 0)).toEqual([]);
    const bad = tables.filter(({ quarantined }) => quarantined > 0);
    expect(bad.map(({ table, quarantined }) => `${table} ${quarantined}`)).toEqual(["accelerometer_landing 7", "step_trainer_landing 3"]);
    for (const { table, quarantinePath } of bad) expect(quarantinePath).toContain(join(cwd, `.sluice/lake/duckdb/quarantine/${table}/`));
  });

  test("puts bad records under the threshold aside, and says where", async () => {
    const bad = landing(40)["visits/2026/a.jsonl"];
    const cwd = withLanding({ "visits/2026/a.jsonl": `${bad}not json\n{"person":"one"}\n` });
    const ended = await run(cwd);
    expectGood(ended);
    expect(ended.stdout).toMatch(/\nlanding {2}visits +40 +2 /);
    expect(ended.stdout).toMatch(/\nThe bad records of visits are in \.sluice\/lake\/duckdb\/quarantine\/visits\/.+\.parquet\n/);
    expect(ended.stderr).toContain("landing/visits: 40 rows, 2 quarantined, ");
  });

  test("--only makes a table and what it needs, and keeps the others", async () => {
    const cwd = withLanding();
    const lake = join(cwd, "lake");
    expectGood(await run(cwd, "--lake", "lake"));
    put(cwd, { ".sluice/landing/people/more.json": '{"id":6,"name":"new","town":"town 6"}\n' });
    const ended = await run(cwd, "--lake", "lake", "--json", "--only", "towns");
    expect(rowsOf(runOf(ended).tables)).toEqual({ people: 7, towns: 4 });
    expect(await rowsOfTable(lake, "towns")).toHaveLength(4);
    expect(await rowsOfTable(lake, "visits_per_name")).toHaveLength(6);
    expect(rowsOf(runOf(await run(cwd, "--lake", "lake", "--json", "--only", "people")).tables)).toEqual({ people: 7 });
  });

  test("works in folders with odd names", async () => {
    const cwd = withLanding();
    const odd = "la[1]*'ke? #ä";
    put(join(cwd, odd, "landing"), landing());
    expectGood(await run(cwd, "--landing", `${odd}/landing`, "--lake", `${odd}/deep/lake`));
    expect(await rowsOfTable(join(cwd, odd, "deep/lake"), "visits_named")).toHaveLength(12);
  });
});

interface Bad {
  readonly what: string;
  /** Landing files that differ from the good ones. */
  readonly files?: Files;
  /** Does to the landing folder what files cannot say. */
  readonly harm?: (landing: string) => void;
  readonly args?: readonly string[];
  readonly codes: readonly string[];
  readonly says: readonly (string | RegExp)[];
}

const remove = (path: string) => (folder: string) => rmSync(join(folder, path), { recursive: true });
const half = String(landing()["visits/2026/a.jsonl"]);

const BAD: readonly Bad[] = [
  {
    what: "an unknown table",
    args: ["--only", "town"],
    codes: ["unknown-table"],
    says: ["there is no table `town`", "did you mean `towns`?"],
  },
  {
    what: "no landing root",
    args: ["--landing", "nope"],
    codes: ["no-landing-folder"],
    says: [/there is no landing folder \S+\/nope\n/, "npx sluice sample"],
  },
  {
    what: "a file as the landing root",
    harm: (folder) => put(folder, { file: "" }),
    args: ["--landing", ".sluice/landing/file"],
    codes: ["cannot-read"],
    says: ["/.sluice/landing/file: it is not a folder"],
  },
  {
    what: "a source without its folder, and one with an empty folder",
    harm: (folder) => {
      remove("people")(folder);
      remove("visits/2026")(folder);
    },
    codes: ["no-landing-files", "no-landing-folder"],
    says: [/landing folder \S+\/people\/ for people\n/, /\/visits\/ has no file of JSON lines for visits/, "--landing DIR"],
  },
  {
    what: "a link that leads nowhere",
    harm: (folder) => symlinkSync("nowhere", join(folder, "people/b.json")),
    codes: ["cannot-read"],
    says: ["/people/b.json: it does not exist"],
  },
  {
    what: "a link that leads in a circle",
    harm: (folder) => symlinkSync(".", join(folder, "people/again")),
    codes: ["cannot-read"],
    says: ["/people/again", "its symbolic links go in a circle"],
  },
  {
    what: "a cut gzip",
    files: { "people/b.json.gz": gzipSync('{"id":7,"name":"seven"}\n'.repeat(100)).subarray(0, 40) },
    codes: ["landing-file-broken"],
    says: ["/people/b.json.gz cannot be read to its end: the gzip data is cut off", "copy the file again; nothing was committed"],
  },
  {
    what: "a file that is not JSON",
    files: { "people/people.json": "id,name\n1,one\n2,two\n" },
    codes: ["quarantine-over-threshold"],
    says: [
      "people: 3 of 3 records are bad, more than the 10 % allowed (2 x a number, not an object, first in people/people.json:2; 1 x a word, not an object, first in people/people.json:1)",
      "atMost",
    ],
  },
  {
    what: "one record, and a bad one",
    files: { "people/people.json": "id\n" },
    codes: ["quarantine-over-threshold"],
    says: ["people: 1 of 1 record is bad, more than the 10 % allowed (1 x a word, not an object, first in people/people.json:1)"],
  },
  {
    what: "half the lines bad",
    files: { "visits/2026/a.jsonl": half + half.replaceAll('"pages":', '"pages":"no","x":') },
    codes: ["quarantine-over-threshold"],
    says: ["visits: 12 of 24 records are bad", "12 x pages is not int32"],
  },
  {
    what: "a file where the lake should be",
    harm: (folder) => put(folder, { "../lake": "mine" }),
    args: ["--lake", ".sluice/lake"],
    codes: ["cannot-read"],
    says: ["/.sluice/lake: a part of the path is a file"],
  },
  {
    what: "a file above the lake",
    harm: (folder) => put(folder, { "../file": "mine" }),
    args: ["--lake", ".sluice/file/lake"],
    codes: ["cannot-read"],
    says: ["/.sluice/file/lake: a part of the path is a file"],
  },
  {
    what: "a folder that is no lake",
    harm: (folder) => put(folder, { "../mine/thesis.txt": "mine" }),
    args: ["--lake", ".sluice/mine"],
    codes: ["not-a-lake"],
    says: ["/.sluice/mine is not a lake folder: it holds thesis.txt", "--lake DIR"],
  },
  {
    what: "the lake in the landing folder",
    args: ["--lake", ".sluice/landing/visits/lake"],
    codes: ["lake-meets-landing"],
    says: ["/.sluice/landing/visits/lake is in the landing folder ", "nothing was touched"],
  },
];

describe.concurrent("bad input ends a run, and the lake stays", { timeout: 120_000 }, () => {
  test.for(BAD)("$what", async ({ files, harm, args = [], codes, says }) => {
    const cwd = withLanding(files);
    harm?.(join(cwd, ".sluice/landing"));
    const lake = args.includes("--lake") ? [] : ["--lake", filled];
    const { stderr, ...ended } = await run(cwd, ...lake, ...args);
    expectRefused({ ...ended, stderr: stderr.replaceAll(/^\[\d\/\d\] .*\n/gm, "") }, codes, ...says);
  });

  test("a folder whose name ends in .json is read as a folder", async () => {
    const cwd = withLanding({ "people/more.json/a.json": '{"id":7,"name":"seven"}\n' });
    mkdirSync(join(cwd, ".sluice/landing/people/empty.json"));
    expect(rowsOf(runOf(await run(cwd, "--json", "--only", "people")).tables)).toEqual({ people: 7 });
  });

  test("a lake that another engine made, and one that is damaged", async () => {
    const cwd = withLanding();
    const other = put(newFolder(), { "sluice-lake.json": '{"engine":"spark","layout":1}' });
    expectRefused(
      await run(cwd, "--lake", other),
      ["lake-of-another-engine"],
      `${other} was made by the spark engine, not duckdb`,
      "--lake DIR",
    );
    const damaged = put(newFolder(), { "sluice-lake.json": '{"engine":"duckdb","layout":2}', "current.json": '{"current":' });
    expectRefused(await run(cwd, "--lake", damaged), ["lake-broken"], `${damaged}/current.json cannot be used: it is not JSON`);
    expect(readFileSync(join(damaged, "current.json"), "utf8")).toBe('{"current":');
  });
});

// Not concurrent, so after all of the above.
test("the lake is as it was before the bad input", { timeout: 120_000 }, async () => {
  expect((await run(withLanding({ "people/people.json": "no\n" }), "--lake", filled)).code).toBe(1);
  const { kept = [], lake = [] } = Object.groupBy(Object.entries(snapshot(filled)), ([path]) =>
    path.endsWith(".failed.parquet") ? "kept" : "lake",
  );
  expect(Object.fromEntries(lake)).toEqual(before);
  // The first bad records of each run that failed by them.
  expect([...new Set(kept.map(([path]) => path.replace(/[^/]+$/, "")))].sort()).toEqual(["quarantine/people/", "quarantine/visits/"]);
});
