import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { cleanLake } from "../../dsl/run/clean.ts";
import { lakeVersions } from "../../dsl/run/history.ts";
import { rollback } from "../../dsl/run/rollback.ts";
import { runLake } from "../../dsl/run/run.ts";
import { verifyLake } from "../../dsl/run/verify.ts";
import { type LakeHistory, readLake, type TableVersion } from "../../dsl/run/version.ts";
import { fillLanding, playground, put, refusalOf, snapshot } from "./fixture.ts";
import { plan } from "./plan.ts";

const TIMEOUT = 60_000;

/** The modes of the lake folder and all below it, as octal digits after `d` or `f`. */
const modesOf = (lake: string): ReadonlySet<string> =>
  new Set(
    ["", ...readdirSync(lake, { recursive: true, encoding: "utf8" })]
      .map((path) => lstatSync(join(lake, path)))
      .filter((stats) => !stats.isSymbolicLink())
      .map((stats) => `${stats.isDirectory() ? "d" : "f"}${(stats.mode & 0o7777).toString(8)}`),
  );

const spoilLanding = (landing: string, count: number): void => put(join(landing, "users/bad.json"), "no JSON\n".repeat(count));

const history = (lake: string): LakeHistory => JSON.parse(readFileSync(join(lake, "current.json"), "utf8")) as LakeHistory;

const tableOf = async (lake: string, name: string): Promise<TableVersion> => {
  const found = (await readLake(lake)).tables.find((table) => table.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const verified = async (lake: string, table?: string) =>
  (await verifyLake(lake, table, () => {})).tables.flatMap((of) => of.versions.map((version) => ({ table: of.table, ...version })));

const failedFiles = (lake: string): readonly string[] =>
  readdirSync(join(lake, "quarantine"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".failed.parquet"));

describe("who may read a lake", { timeout: TIMEOUT }, () => {
  test("its user alone, or his group; an old lake is tightened, and nothing that is not a run's", async () => {
    const { folder, landing, lake } = playground();
    spoilLanding(landing, 1);
    await runLake(plan, { landing, lake });
    expect(modesOf(lake)).toEqual(new Set(["d700", "f600"]));
    execFileSync("chmod", ["-R", "a+rX", lake]);
    put(join(lake, "data/notes.txt"), "mine");
    put(join(folder, "outside/20200101T000000Z-00000000.parquet"), "not ours");
    symlinkSync(join(folder, "outside"), join(lake, "data/landing/linked"));
    const foreign = [join(lake, "data/notes.txt"), join(folder, "outside"), join(folder, "outside/20200101T000000Z-00000000.parquet")];
    const before = foreign.map((path) => statSync(path).mode);
    await runLake(plan, { landing, lake, sharedWithGroup: true });
    expect(foreign.map((path) => statSync(path).mode)).toEqual(before);
    for (const path of ["data/notes.txt", "data/landing/linked"]) rmSync(join(lake, path));
    expect(modesOf(lake)).toEqual(new Set(["d2770", "f660"]));
    await runLake(plan, { landing, lake });
    expect(modesOf(lake)).toEqual(new Set(["d2770", "f660"]));
    await runLake(plan, { landing, lake, sharedWithGroup: false });
    expect(modesOf(lake)).toEqual(new Set(["d700", "f600"]));
  });

  test("a folder of the lake that is a link out of it is not written through", async () => {
    const { folder, landing, lake } = playground();
    await runLake(plan, { landing, lake });
    renameSync(join(lake, "data/landing"), join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(lake, "data/landing"));
    const before = snapshot(join(folder, "elsewhere"));
    const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake }));
    expect([codes, words]).toEqual([["lake-broken"], expect.stringContaining("data/landing cannot be used: it is a link that leads out")]);
    expect(snapshot(join(folder, "elsewhere"))).toEqual(before);
  });
});

describe("bad lines", { timeout: TIMEOUT }, () => {
  test("of a run over its threshold: the first 1,000 stay, until they are too old", async () => {
    const { landing, lake } = playground();
    spoilLanding(landing, 1_200);
    const { words } = await refusalOf(() => runLake(plan, { landing, lake }));
    const [kept = ""] = failedFiles(lake);
    expect(words).toContain(`the first 1,000 are kept in ${join(lake, "quarantine", kept)}`);
    expect(modesOf(join(lake, "quarantine"))).toEqual(new Set(["d700", "f600"]));
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(
      `SELECT count(*)::INT, max(line)::INT, min(text) FROM '${join(lake, "quarantine", kept)}'`,
    );
    expect(found.getRows()).toEqual([[1000, 1000, "no JSON"]]);
    connection.closeSync();
    instance.closeSync();
    fillLanding(landing, 100);
    rmSync(join(landing, "users/bad.json"));
    await runLake(plan, { landing, lake });
    expect((await cleanLake(lake, { dryRun: false, olderThanHours: 0 })).removed).toEqual([]);
    expect(failedFiles(lake)).toEqual([kept]);
    const old = kept.replace(/\d{8}T/, "20200101T");
    renameSync(join(lake, "quarantine", kept), join(lake, "quarantine", old));
    await runLake(plan, { landing, lake });
    expect(existsSync(join(lake, "quarantine", old))).toBe(false);
  });

  test("expire; their counts and reasons stay, and all that reads the version says so", async () => {
    const { landing, lake } = playground();
    spoilLanding(landing, 1);
    await runLake(plan, { landing, lake });
    await runLake(plan, { landing, lake });
    const { run, quarantine } = await tableOf(lake, "users");
    await cleanLake(lake, { dryRun: true, olderThanHours: 0, quarantineDays: 0 });
    expect((await tableOf(lake, "users")).quarantine).toBe(quarantine);
    const { removed } = await cleanLake(lake, { dryRun: false, olderThanHours: 0, quarantineDays: 0 });
    expect(removed.map(({ path }) => path)).toContain(quarantine);
    const after = await tableOf(lake, "users");
    expect(after).toMatchObject({ run, quarantine: null, quarantineExpired: true, quarantined: 1 });
    expect(after.landing?.reasons).toMatchObject([{ count: 1 }]);
    const states = (await lakeVersions(lake, "users")).tables.flatMap(({ versions }) => versions.map((version) => version.quarantine));
    expect(states).toEqual(["expired", "expired"]);
    expect((await verified(lake, "users")).map((version) => [version.quarantine, version.faults])).toEqual([
      ["expired", []],
      ["expired", []],
    ]);
    expect(await rollback(lake, "users", undefined)).toMatchObject({ quarantine: "expired" });
  });

  test("a run takes the days that the lake was told once", async () => {
    const { landing, lake } = playground();
    spoilLanding(landing, 1);
    await runLake(plan, { landing, lake, quarantineDays: 0 });
    await runLake(plan, { landing, lake });
    const [users] = history(lake).earlier.flatMap(({ tables }) => tables.filter(({ name }) => name === "users"));
    expect(users).toMatchObject({ quarantine: null, quarantineExpired: true });
    expect(readdirSync(join(lake, "quarantine/users"))).toHaveLength(1);
  });
});

describe("the files of versions", { timeout: TIMEOUT }, () => {
  test("are held against what their run wrote, and a rollback to what is not whole is refused", async () => {
    const { landing, lake } = playground(40);
    await runLake(plan, { landing, lake });
    const before = await tableOf(lake, "events");
    await runLake(plan, { landing, lake });
    expect((await verified(lake)).map(({ checked, faults }) => [checked, faults])).toEqual(Array(12).fill(["sha256", []]));
    const path = join(lake, before.file);
    const whole = readFileSync(path);
    const state = readFileSync(join(lake, "current.json"), "utf8");
    const spoils: readonly (readonly [string, () => void])[] = [
      [`has ${whole.length - 1} bytes, where the run wrote ${whole.length}`, () => truncateSync(path, whole.length - 1)],
      [
        "has other bytes than the run wrote",
        () =>
          writeFileSync(
            path,
            whole.map((byte, i) => (i === 9 ? byte ^ 1 : byte)),
          ),
      ],
      ["is missing", () => rmSync(path)],
      ["is not a file", () => symlinkSync("/dev/null", path)],
    ];
    for (const [fault, spoil] of spoils) {
      spoil();
      const { codes, words } = await refusalOf(() => rollback(lake, "events", undefined));
      expect([codes, words]).toEqual([["version-damaged"], `version ${before.run} of events is not as its run left it: ${path} ${fault}`]);
      const found = (await verified(lake)).filter(({ faults }) => faults.length > 0);
      expect(found).toMatchObject([{ table: "events", id: before.run, current: false, faults: [{ path, fault }] }]);
    }
    expect(readFileSync(join(lake, "current.json"), "utf8")).toBe(state);
  });

  test("of an older Sluice get their checksums with the next run; until then only what is missing or cut is seen", async () => {
    const { landing, lake } = playground(40);
    await runLake(plan, { landing, lake });
    await runLake(plan, { landing, lake });
    const old = readFileSync(join(lake, "current.json"), "utf8").replaceAll(/,\s*"checksums": \[[^\]]*\]/g, "");
    expect(old).not.toContain("sha256");
    writeFileSync(join(lake, "current.json"), old);
    expect(new Set((await verified(lake)).map(({ checked }) => checked))).toEqual(new Set(["presence"]));
    const { file } = history(lake).earlier[0]?.tables.find(({ name }) => name === "events") ?? { file: "" };
    const whole = readFileSync(join(lake, file));
    truncateSync(join(lake, file), whole.length - 1);
    expect((await refusalOf(() => rollback(lake, "events", undefined))).words).toMatch(/ is cut off$/);
    const [state, run] = [readFileSync(join(lake, "current.json"), "utf8"), history(lake).earlier[0]?.run];
    await runLake(plan, { landing, lake });
    expect((await verified(lake)).filter(({ faults }) => faults.length > 0)).toMatchObject([
      { table: "events", id: run, checked: "presence" },
    ]);
    expect((await refusalOf(() => rollback(lake, "events", run))).words).toMatch(/ is cut off$/);
    writeFileSync(join(lake, "current.json"), state);
    writeFileSync(join(lake, file), whole);
    await runLake(plan, { landing, lake });
    expect((await verified(lake)).map(({ checked, faults }) => [checked, faults])).toEqual(Array(18).fill(["sha256", []]));
  });
});

describe("files that a lake is kept by", { timeout: TIMEOUT }, () => {
  const kinds: Readonly<Record<string, (path: string, folder: string) => void>> = {
    "a folder": (path) => mkdirSync(path),
    "a FIFO": (path) => execFileSync("mkfifo", [path]),
    "a device": (path) => symlinkSync("/dev/null", path),
    "a link that leads nowhere": (path) => symlinkSync("/nowhere/at/all", path),
    "a link out": (path, folder) => {
      put(join(folder, "outside"), "{}");
      symlinkSync(join(folder, "outside"), path);
    },
  };
  test.each(["current.json", "sluice-lake.json", "lock.duckdb"])("%s that is none is refused at once, by name", async (name) => {
    const { folder, landing, lake } = playground(2);
    await runLake(plan, { landing, lake });
    for (const [kind, make] of Object.entries(kinds)) {
      rmSync(join(lake, name), { recursive: true });
      make(join(lake, name), folder);
      const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake }));
      expect([codes, words], kind).toEqual([["lake-broken"], expect.stringMatching(new RegExp(`${name} cannot be used: it is a `))]);
    }
  });

  test("a folder that may not be opened to bring its names to the disk", async (context) => {
    if (process.getuid?.() === 0) context.skip("the superuser may open every folder");
    const { landing, lake } = playground(2);
    await runLake(plan, { landing, lake });
    chmodSync(join(lake, "data"), 0o300);
    expect((await refusalOf(() => runLake(plan, { landing, lake }))).codes).toEqual(["cannot-write"]);
  });
});
