import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { runLake } from "../../dsl/run/run.ts";
import { readLake } from "../../dsl/run/version.ts";
import { filesUnder, fillLanding, playground, put, queryLake, refusalOf, snapshot, startRun } from "./fixture.ts";
import { plan } from "./plan.ts";

const isRoot = process.getuid?.() === 0;

describe("a folder that is no lake of this engine", () => {
  test("one with other files", async () => {
    const { folder, landing } = playground();
    put(join(folder, "home/thesis.txt"), "years of work");
    const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake: join(folder, "home") }));
    expect(codes).toEqual(["not-a-lake"]);
    expect(words).toContain("thesis.txt");
    expect(filesUnder(join(folder, "home"))).toEqual(["thesis.txt"]);
  });

  test("one of another engine", async () => {
    const { landing, lake } = playground();
    put(join(lake, "sluice-lake.json"), '{"engine":"spark","layout":1,"more":true}');
    const before = snapshot(lake);
    expect((await refusalOf(() => runLake(plan, { landing, lake }))).codes).toEqual(["lake-of-another-engine"]);
    expect((await refusalOf(() => readLake(lake))).codes).toEqual(["lake-of-another-engine"]);
    expect(snapshot(lake)).toEqual(before);
  });

  test("one of a later layout", async () => {
    const { landing, lake } = playground();
    put(join(lake, "sluice-lake.json"), '{"engine":"duckdb","layout":3}');
    const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake }));
    expect(codes).toEqual(["lake-broken"]);
    expect(words).toContain("layout 3");
  });

  test("a file, and a folder inside a file", async () => {
    const { folder, landing } = playground();
    put(join(folder, "file"), "mine");
    for (const lake of [join(folder, "file"), join(folder, "file/lake")]) {
      expect((await refusalOf(() => runLake(plan, { landing, lake }))).codes).toEqual(["cannot-read"]);
    }
  });
});

describe("a lake that cannot be understood", () => {
  test.each([
    ["no JSON", "garbage", /not JSON/],
    ["empty", "", /not JSON/],
    ["other JSON", '{"current": 7}', /at current/],
    ["a path that leads out", undefined, /expected a file under data\//],
  ])("current.json is %s: nothing is touched", async (_, text, words) => {
    const { landing, lake } = playground();
    await runLake(plan, { landing, lake });
    const path = join(lake, "current.json");
    writeFileSync(path, text ?? readFileSync(path, "utf8").replace('"data/landing/users/', '"data/../../users/'));
    const before = snapshot(lake);
    for (const refused of [() => runLake(plan, { landing, lake }), () => readLake(lake)]) {
      const refusal = await refusalOf(refused);
      expect(refusal.codes).toEqual(["lake-broken"]);
      expect(refusal.words).toMatch(words);
    }
    expect(snapshot(lake)).toEqual(before);
  });

  test("reading a lake that was never filled", async () => {
    const { folder, landing, lake } = playground();
    expect((await refusalOf(() => readLake(lake))).codes).toEqual(["no-lake"]);
    rmSync(join(landing, "users"), { recursive: true });
    await refusalOf(() => runLake(plan, { landing, lake }));
    expect((await refusalOf(() => readLake(lake))).codes).toEqual(["no-lake"]);
    expect((await refusalOf(() => readLake(join(folder, "landing")))).codes).toEqual(["not-a-lake"]);
  });

  test("what killed runs left is removed, what others put there is not", async () => {
    const { landing, lake } = playground();
    await runLake(plan, { landing, lake });
    const before = filesUnder(lake);
    const leftovers = [
      "data/landing/users/20200101T000000Z-00000000.parquet",
      "work-20200101T000000Z-00000000/spill.tmp",
      "current.json.00000000.unfinished",
    ];
    const foreign = ["README.md", "data/landing/users/notes.parquet", "data/notes.txt"];
    for (const file of [...leftovers, ...foreign]) put(join(lake, file), "x");
    await runLake(plan, { landing, lake });
    const after = filesUnder(lake);
    expect(after).toEqual(expect.arrayContaining([...foreign, ...before]));
    for (const file of leftovers) expect(after).not.toContain(file);
  });

  test("a folder in which the very first run was killed", async () => {
    const { landing, lake } = playground();
    put(join(lake, "lock.duckdb.0a1b2c3d.unfinished"), "half a database");
    put(join(lake, "sluice-lake.json.0a1b2c3d.unfinished"), "");
    await runLake(plan, { landing, lake });
    expect(filesUnder(lake).filter((file) => file.endsWith(".unfinished"))).toEqual([]);
  });
});

describe("a lake that cannot be written", () => {
  /** The superuser may write everything, so a run under permissions is another user's then. */
  const someone = isRoot ? { uid: 65534, gid: 65534 } : {};
  const giveAway = (path: string): void => {
    if (isRoot)
      for (const file of ["", ...readdirSync(path, { recursive: true, encoding: "utf8" })]) chownSync(join(path, file), 65534, 65534);
  };

  test("no right to write in the folders", { timeout: 20_000 }, async () => {
    const { folder, landing, lake } = playground();
    await runLake(plan, { landing, lake });
    giveAway(folder);
    const before = snapshot(lake);
    for (const [closed, named] of [
      ["data/trusted/events_agreed", "lake/data/trusted/events_agreed/"],
      [".", 'lake"'],
    ] as const) {
      chmodSync(join(lake, closed), 0o555);
      const { code, output } = await startRun(landing, lake, someone).done;
      chmodSync(join(lake, closed), 0o755);
      expect(code).toBe(1);
      expect(output).toMatch(new RegExp(`^cannot-write .*${named}.*[Pp]ermission denied`, "m"));
      expect(snapshot(lake)).toEqual(before);
    }
  });

  test("no right to make the folder", { timeout: 20_000 }, async () => {
    const { folder, landing } = playground();
    giveAway(folder);
    mkdirSync(join(folder, "closed"), { mode: 0o555 });
    const { code, output } = await startRun(landing, join(folder, "closed/lake"), someone).done;
    expect([code, output]).toEqual([1, expect.stringMatching(/^cannot-write .*closed\/lake/)]);
  });

  test("files may not grow beyond a limit", { timeout: 20_000 }, async () => {
    const { folder, landing, lake } = playground();
    await runLake(plan, { landing, lake });
    const before = snapshot(lake);
    fillLanding(join(folder, "large"), 100_000);
    const { code, output } = await startRun(join(folder, "large"), lake, { limitFiles: 100 }).done;
    expect(code).toBe(1);
    expect(output).toMatch(/^cannot-write .*File too large/m);
    expect(snapshot(lake)).toEqual(before);
  });

  test("the disk is full", { timeout: 30_000 }, async (context) => {
    const { folder, landing } = playground();
    const disk = join(folder, "disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], { stdio: "pipe" });
    } catch {
      context.skip("a small disk can only be mounted by the superuser");
    }
    onTestFinished(() => void execFileSync("umount", [disk]));
    const lake = join(disk, "lake");
    await runLake(plan, { landing, lake });
    const before = snapshot(lake);
    fillLanding(join(folder, "large"), 200_000);
    const { codes, words } = await refusalOf(() => runLake(plan, { landing: join(folder, "large"), lake }));
    expect(codes).toEqual(["cannot-write"]);
    expect(words).toMatch(/No space left|no space is left/);
    expect(snapshot(lake)).toEqual(before);

    const outcomes = new Set<string>();
    for (let free = 2; free < 90; free += 8) {
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, "filler"), Buffer.alloc(Math.max(0, bavail * bsize - free * 1024)));
      const error = await runLake(plan, { landing, lake }).then(
        () => undefined,
        (e: unknown) => e,
      );
      outcomes.add(
        error === undefined ? "committed" : error instanceof Refusal ? error.problems.map(({ code }) => code).join() : String(error),
      );
      rmSync(join(disk, "filler"));
      expect(await queryLake(lake, "SELECT count(*) FROM events_agreed")).toEqual(["50"]);
    }
    expect([...outcomes].sort()).toEqual(["cannot-write", "committed"]);
  });
});
