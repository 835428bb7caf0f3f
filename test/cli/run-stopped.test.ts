import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { STOPPED } from "../../dsl/cli/signals.mjs";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import { rowsOf as rowsOfTable, snapshot } from "../run/fixture.ts";
import { type ChildOptions, type Ended, LAUNCHER, OLD_NODE, ROOT, run as runProgram, sluice } from "./child.ts";
import { newFolder, put } from "./folders.ts";
import { landing, ROWS, rowsOf, TRANSFORMS } from "./lake.ts";
import { answerOf, codesOf, expectGood, expectNoTrace, runOf } from "./outcome.ts";

/** A table that takes minutes and little memory: each visit is compared with all others. */
const ENDLESS = `import { visits } from "./landing.ts";
import { counted } from "./zones.ts";

const others = visits.rename({ person: "other", at: "then" }).dropColumns("siteId");
counted.table("zz_endless", {
  from: visits.antiJoin(others, { on: { pages: "pages" }, where: (visit, earlier) => visit.person.plus(earlier.other).lt(0) }),
});
`;

const samePages = Array.from({ length: 100_000 }, (_, i) => `${JSON.stringify({ person: 1, at: i, pages: 1 })}\n`).join("");

const transforms = put(newFolder(), TRANSFORMS);
const endless = put(newFolder(), { ...TRANSFORMS, "endless.ts": ENDLESS });
const good = put(newFolder(), landing());
/** Other rows, and so many of one key that the endless table is endless. */
const bad = put(newFolder(), { ...landing(), "visits/2026/a.jsonl": samePages });

const run = (args: readonly string[], options: Partial<ChildOptions> = {}): Promise<Ended> =>
  sluice(["run", ...args], { cwd: newFolder(), ...options });

const fill = async (lake: string): Promise<void> => {
  expectGood(await run(["--transforms", transforms, "--landing", good, "--lake", lake]));
};

/** Does something once the child has said on stderr what is asked for. */
const when =
  (said: RegExp, act: (pid: number) => void): NonNullable<ChildOptions["onStart"]> =>
  (child) => {
    let text = "";
    child.stderr?.on("data", (more: string) => {
      const before = said.test(text);
      text += more;
      if (!before && said.test(text) && child.pid !== undefined) act(child.pid);
    });
  };

const LAST_BUT_ENDLESS = /^\[5\/6\] /m;

describe.concurrent("a run that is stopped in the middle leaves the lake as it was", { timeout: 120_000 }, () => {
  const stopped = async (act: (pid: number) => void, options: Partial<ChildOptions>, ...args: string[]): Promise<Ended> => {
    const lake = newFolder();
    await fill(lake);
    const before = snapshot(lake);
    const ended = await run(["--transforms", endless, "--landing", bad, "--lake", lake, ...args], {
      onStart: when(LAST_BUT_ENDLESS, act),
      ...options,
    });
    expect(ended.code).toBe(1);
    expectNoTrace(ended.stderr);
    expect(snapshot(lake)).toEqual(before);
    return ended;
  };
  const said = /^error\[interrupted\]: stopped; nothing was committed$/m;

  const launched = { node: [...OLD_NODE, LAUNCHER], detached: true };

  test("by SIGINT", async () => {
    expect(await stopped((pid) => process.kill(pid, "SIGINT"), {})).toMatchObject({ stdout: "", stderr: expect.stringMatching(said) });
  });

  test("by SIGTERM, with --json", async () => {
    const ended = await stopped((pid) => process.kill(pid, "SIGTERM"), {}, "--json");
    expect(codesOf(runOf(ended))).toEqual(["interrupted"]);
  });

  test("by a terminal's Ctrl-C, which reaches sluice.mjs, its child, and the child once more through sluice.mjs", async () => {
    const ended = await stopped((pid) => process.kill(-pid, "SIGINT"), launched);
    expect(ended).toMatchObject({ stdout: "", stderr: expect.stringMatching(said) });
  });

  test("by a signal that comes twice", async () => {
    const go = join(newFolder(), "go");
    const script = `import { existsSync } from "node:fs";
      import { setTimeout as sleep } from "node:timers/promises";
      import { stoppable } from "${ROOT}dsl/cli/stoppable.ts";
      await stoppable(async (signal) => {
        console.error("working");
        while (!signal.aborted) await sleep(5);
        console.error("stopping");
        while (!existsSync(${JSON.stringify(go)})) await sleep(5);
      });`;
    const interrupt = (pid: number): boolean => process.kill(pid, "SIGINT");
    const onStart: ChildOptions["onStart"] = (child) => {
      when(/working/, interrupt)(child);
      when(/stopping/, (pid) => {
        interrupt(pid);
        writeFileSync(go, "");
      })(child);
    };
    const ended = await runProgram(process.execPath, ["--input-type=module", "--eval", script], { cwd: newFolder(), onStart });
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "working\nstopping\n" });
  });

  test("by a signal that comes when the work is done, which it says itself", async () => {
    const script = `import { stoppable } from "${ROOT}dsl/cli/stoppable.ts";
      await stoppable(async () => {});
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.kill(process.pid, signal);
      await new Promise((go) => setTimeout(go, 50));
      console.log("answer");`;
    const ended = await runProgram(process.execPath, ["--input-type=module", "--eval", script], { cwd: newFolder() });
    expect(ended).toEqual({ code: 0, stdout: "answer\n", stderr: "" });
  });

  test("by a signal that ends its process after the answer, which stays the only one", async () => {
    const late = `process.on("newListener", (name) => {
      if (name !== "disconnect" || !process.channel) return;
      queueMicrotask(() => process.on("exit", () => {
        process.removeAllListeners("SIGINT");
        process.kill(process.pid, "SIGINT");
      }));
    });`;
    const node = ["--import", `data:text/javascript,${encodeURIComponent(late)}`];
    const ended = await run(["--transforms", transforms, "--landing", good, "--lake", newFolder(), "--json"], {
      node: [...node, LAUNCHER],
    });
    expect(ended.code).toBe(0);
    expect(answerOf(ended).ok).toBe(true);
  });

  test("by SIGTERM to sluice.mjs alone", async () => {
    const ended = await stopped((pid) => process.kill(pid, "SIGTERM"), launched);
    expect(ended.stderr).toMatch(said);
  });

  test("by a SIGKILL of sluice.mjs alone, which nobody can pass on", async () => {
    const lake = newFolder();
    await fill(lake);
    const before = snapshot(lake);
    const args = ["--transforms", endless, "--landing", bad, "--lake", lake];
    // It ends when its child, which has the same stderr, has ended.
    const ended = await run(args, { ...launched, onStart: when(LAST_BUT_ENDLESS, (pid) => process.kill(pid, "SIGKILL")) });
    expect(ended.code).toBeNull();
    expect(ended.stderr).toMatch(said);
    expect(snapshot(lake)).toEqual(before);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by a %s before the command has begun", async (signal) => {
    const eager = `const eager = setInterval(() => {
      if (process.listenerCount("${signal}") === 0) return;
      clearInterval(eager);
      process.kill(process.pid, "${signal}");
    }, 1);`;
    const node = ["--import", `data:text/javascript,${encodeURIComponent(eager)}`];
    for (const launcher of [[LAUNCHER], [...OLD_NODE, LAUNCHER]]) {
      const ended = await run(["--json", "--engine=spark"], { node: [...node, ...launcher] });
      expect(ended).toEqual({ code: 1, stderr: "", stdout: expect.stringMatching(/^\{.*\}\n$/) });
      expect(JSON.parse(ended.stdout)).toEqual({ ok: false, diagnostics: [STOPPED], engine: "spark", tables: [] });
    }
    expect(await run([], { node: [...node, LAUNCHER] })).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^error\[interrupted\]: stopped; nothing was committed\n/),
    });
  });

  test("in the same words, whenever it is", () => {
    const { severity, message, help } = wordsOf("interrupted", {});
    expect(STOPPED).toMatchObject({ code: "interrupted", severity, message, suggestion: help ?? null });
  });

  test("while a transform still runs", async () => {
    const cwd = put(newFolder(), {
      "transforms/loop.ts": 'console.log("looping");\nawait new Promise((go) => setTimeout(go, 100));\nwhile (true) {}\n',
    });
    const started = performance.now();
    const ended = await run(["--json"], {
      cwd,
      onStart: when(/looping/, (pid) => void sleep(300).then(() => process.kill(pid, "SIGINT"))),
    });
    expect(codesOf(runOf(ended))).toEqual(["interrupted"]);
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe.concurrent("two runs at once", { timeout: 120_000 }, () => {
  test("go one after the other", async () => {
    const lake = join(newFolder(), "lake");
    const args = ["--transforms", transforms, "--lake", lake, "--json"];
    const other = put(newFolder(), landing(24));
    const runs = await Promise.all([run([...args, "--landing", good]), run([...args, "--landing", other])]);
    const made = runs.filter(({ code }) => code === 0).map((ended) => rowsOf(runOf(ended).tables));
    for (const failed of runs.filter(({ code }) => code !== 0)) expect(codesOf(runOf(failed))).toEqual(["lake-busy"]);
    expect(made.length).toBeGreaterThan(0);
    for (const rows of made) expect([ROWS, { ...ROWS, visits: 24, visits_named: 24 }]).toContainEqual(rows);
    const visits = (await rowsOfTable(lake, "visits_named")).length;
    expect((await rowsOfTable(lake, "visits")).length).toBe(visits);
    expect((await rowsOfTable(lake, "visits_per_name")).map((row) => JSON.parse(row).visits)).toEqual(Array(6).fill(visits / 6));
  });

  test("a lake that stays busy is named, with who holds it", async () => {
    const lake = newFolder();
    await fill(lake);
    const before = snapshot(lake);
    await holding(lake, async () => {
      const ended = await run(["--transforms", transforms, "--landing", good, "--lake", lake, "--json"]);
      expect(ended.code).toBe(1);
      const { diagnostics } = answerOf(ended);
      expect(diagnostics).toMatchObject([{ code: "lake-busy", message: `another run holds ${lake} (process ${process.pid})` }]);
      expect(ended.stderr).toBe(`Another run holds the lake (process ${process.pid}); waiting for it.\n`);
    });
    expect(snapshot(lake)).toEqual(before);
  });
});

/** Holds the lock of a lake, as a run does, while something is done. */
async function holding(lake: string, work: () => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${join(lake, "lock.duckdb")}' AS held`);
    await work();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const mount = (...args: string[]): boolean => spawnSync("mount", args).status === 0;
const probe = newFolder();
const canMount = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", probe) && spawnSync("umount", [probe]).status === 0;
if (!canMount) console.warn("SKIPPED: a full and a read-only disk, because this user may not mount a tmpfs here");

describe.skipIf(!canMount)("a disk that takes no more", { timeout: 120_000 }, () => {
  /** A disk with a filled lake, until the test ends. */
  async function filledDisk(size: string): Promise<string> {
    const disk = newFolder();
    expect(mount("-t", "tmpfs", "-o", `size=${size}`, "tmpfs", disk)).toBe(true);
    onTestFinished(() => void spawnSync("umount", [disk]));
    mkdirSync(join(disk, "lake"));
    await fill(join(disk, "lake"));
    return disk;
  }

  test("a full one leaves the lake as it was", async () => {
    const lake = join(await filledDisk("2m"), "lake");
    const before = snapshot(lake);
    const name = (id: number): string => createHash("sha512").update(String(id)).digest("base64");
    const names = Array.from({ length: 60_000 }, (_, id) => `${JSON.stringify({ id, name: name(id) })}\n`).join("");
    const large = put(newFolder(), { ...landing(), "people/people.json": names });
    const ended = await run(["--transforms", transforms, "--landing", large, "--lake", lake, "--json"]);
    expect(ended.code).toBe(1);
    const { diagnostics } = answerOf(ended);
    expect(diagnostics).toMatchObject([{ code: "cannot-write", message: expect.stringContaining(`cannot write ${lake}/`) }]);
    expect(snapshot(lake)).toEqual(before);
    expectNoTrace(ended.stderr);
  });

  test("a read-only one too, of a lake and of generated files", async () => {
    const disk = await filledDisk("4m");
    const lake = join(disk, "lake");
    const compile = ["compile", "--transforms", transforms, "--out", join(disk, "generated"), "--json"];
    expectGood(await sluice(compile, { cwd: newFolder() }));
    const before = snapshot(disk);
    expect(mount("-o", "remount,ro", disk)).toBe(true);
    const ended = await run(["--transforms", transforms, "--landing", good, "--lake", lake, "--json"]);
    expect(ended.code).toBe(1);
    expect(answerOf(ended).diagnostics).toMatchObject([{ code: "cannot-write", message: expect.stringContaining(lake) }]);
    expectNoTrace(ended.stderr);
    const compiled = await sluice(["compile", "--transforms", endless, "--out", join(disk, "generated"), "--json"], { cwd: newFolder() });
    expect(compiled).toMatchObject({ code: 1, stderr: "" });
    expect(answerOf(compiled).diagnostics).toMatchObject([
      { code: "cannot-write", message: expect.stringContaining(join(disk, "generated")) },
    ]);
    expect(snapshot(disk)).toEqual(before);
  });
});

beforeAll(async () => {
  // Both compile, so that what fails above is not the transforms.
  for (const folder of [transforms, endless]) expectGood(await sluice(["compile", "--transforms", folder], { cwd: newFolder() }));
});
