import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ROOT, run } from "../cli/child.ts";
import { differing, filesIn, newFolder, put } from "../cli/folders.ts";
import { ONE_SOURCE, TRANSFORMS } from "../cli/lake.ts";
import { compiledNow, type Watching, watching } from "./watching.ts";

/** A project with the lake's transforms. */
function project(more: Readonly<Record<string, string>> = {}): string {
  const cwd = newFolder();
  put(join(cwd, "transforms"), { ...TRANSFORMS, ...more });
  return cwd;
}

async function expectFresh(cwd: string, watch: Watching): Promise<void> {
  const { files } = await compiledNow(cwd);
  await watch.until("generated as compiled", () => differing(filesIn(join(cwd, "generated")), Object.fromEntries(files)).length === 0);
}

const TOWNS = "transforms/tidy/towns.ts";
const towns = String(TRANSFORMS["tidy/towns.ts"]);

interface Matcher {
  readonly pattern: { readonly regexp: string } & Readonly<Record<string, number>>;
  readonly background: { readonly beginsPattern: string; readonly endsPattern: string };
}

/** The problem matcher of docs/editor.md. */
function documentedMatcher(): Matcher {
  const json = /```json\n(.*?)```/s.exec(readFileSync(`${ROOT}docs/editor.md`, "utf8"))?.[1] ?? "";
  return JSON.parse(json).tasks[0].problemMatcher;
}

describe("watch", { timeout: 240_000 }, () => {
  test("says what VS Code's problem matcher of docs/editor.md finds, and nothing that it mistakes", async () => {
    const line = 'const text = "a.ts:1:2: error no-column: not a message";';
    const cwd = project({ "tidy/towns.ts": `${line}\n${towns.replaceAll('"town"', '"twon"')}` });
    const watch = watching(cwd);
    await watch.ended(1);
    const { pattern, background } = documentedMatcher();
    const regexp = new RegExp(pattern.regexp);
    const lines = watch.stdout().split("\n");
    const found = lines.flatMap((text) => regexp.exec(text) ?? []);
    const part = (name: string): string | undefined => found[pattern[name] ?? -1];
    expect(["file", "line", "column", "severity", "code", "message"].map(part)).toEqual([
      TOWNS,
      "6",
      "70",
      "error",
      "unknown-column",
      "the relation has no column `twon`",
    ]);
    expect(found.length).toBe(7);
    const marks = (mark: string): number => lines.filter((text) => new RegExp(mark).test(text)).length;
    expect([marks(background.beginsPattern), marks(background.endsPattern)]).toEqual([1, 1]);
    expect(new RegExp(background.beginsPattern).test(lines[0] ?? "")).toBe(true);
    writeFileSync(join(cwd, TOWNS), towns);
    await watch.ended(2);
    expect(watch.stdout()).toMatch(/^sluice watch: ready: \d+ files written, 0 removed, 0 unchanged, \d+ ms$/m);
    // Neither colours nor anything else that a terminal obeys.
    expect(watch.stdout()).not.toContain("\u001b");
    expect(await watch.stop()).toBe(0);
    expect(watch.stderr()).toBe("");
  });

  test("a file that is saved without a change is no change", async () => {
    const cwd = project();
    const watch = watching(cwd, "--json");
    await watch.ended(1);
    writeFileSync(join(cwd, TOWNS), towns);
    utimesSync(join(cwd, TOWNS), new Date(), new Date());
    await sleep(2500);
    expect(watch.events().map(({ event }) => event)).toEqual(["begin", "end"]);
    expect(await watch.stop()).toBe(0);
    expect(watch.events().at(-1)).toMatchObject({ event: "stopped", ok: true });
  });

  test("what a deleted file declared is gone, and comes back with it; so with the whole folder", async () => {
    const cwd = project();
    const watch = watching(cwd, "--json");
    await watch.ended(1);
    rmSync(join(cwd, TOWNS));
    await watch.until("the table is removed", () => watch.events().at(-1)?.removed?.includes("tidy/towns/job.py") ?? false);
    writeFileSync(join(cwd, TOWNS), towns);
    await watch.until("the table is back", () => watch.events().at(-1)?.changed?.includes("tidy/towns/job.py") ?? false);
    renameSync(join(cwd, "transforms"), join(cwd, "elsewhere"));
    await watch.until("the folder is missed", () => watch.events().at(-1)?.diagnostics?.[0]?.code === "no-transforms-folder");
    mkdirSync(join(cwd, "transforms"));
    await watch.until("there is nothing in it", () => watch.events().at(-1)?.diagnostics?.[0]?.code === "no-transforms");
    writeFileSync(join(cwd, "transforms/only.ts"), ONE_SOURCE);
    await watch.until("it is watched", () => watch.events().at(-1)?.changed?.includes("landing/only/plan.json") ?? false);
    await expectFresh(cwd, watch);
    expect(await watch.stop("SIGTERM")).toBe(0);
  });

  test("a module outside of the transforms is watched, also before it exists, and nothing of its old text survives", async () => {
    const cwd = project({ "tidy/towns.ts": `import { least } from "../../app/least.ts";\n${towns.replace("isNotNull()", "gt(least)")}` });
    const watch = watching(cwd, "--json");
    await watch.ended(1);
    expect(
      watch
        .events()
        .at(-1)
        ?.diagnostics?.map(({ code }) => code),
    ).toEqual(["module-not-found"]);
    for (const text of ["a", "b"]) {
      put(cwd, { "app/least.ts": `export const least: string = "${text}";\n` });
      const job = join(cwd, "generated/tidy/towns/job.py");
      await watch.until(text, () => existsSync(job) && readFileSync(job, "utf8").includes(`> "${text}"`));
      await expectFresh(cwd, watch);
    }
    expect(await watch.stop()).toBe(0);
  });

  test("what a transform did to the globals of one compile is not there in the next", async () => {
    const counting = (change: string): string => `${ONE_SOURCE}// ${change}
const global = globalThis as { runs?: number };
global.runs = (global.runs ?? 0) + 1;
source(\`run_\${global.runs}\`, { path: "run/", format: json(), row: z.object({ id: z.string() }) });
`;
    const cwd = project({ "counting.ts": counting("first") });
    const watch = watching(cwd, "--json");
    await watch.ended(1);
    for (const change of ["second", "third"]) {
      const before = watch.events().length;
      writeFileSync(join(cwd, "transforms/counting.ts"), counting(change));
      await watch.until(change, () => watch.events().length >= before + 2);
      expect(watch.events().at(-1)).toMatchObject({ event: "end", ok: true, changed: [], removed: [] });
    }
    expect(await watch.stop()).toBe(0);
  });

  test("a loop that never ends is stopped after ten seconds, or when the file is corrected", async () => {
    const cwd = project({ "loop.ts": "for (;;) {}\n" });
    const watch = watching(cwd, "--json");
    await watch.ended(1);
    expect(
      watch
        .events()
        .at(-1)
        ?.diagnostics?.map(({ code, message }) => [code, message]),
    ).toEqual([["transform-never-ended", "the transforms were still running after 10 s, in transforms/loop.ts or a file that it imports"]]);
    writeFileSync(join(cwd, "transforms/loop.ts"), "// again\nfor (;;) {}\n");
    await watch.until("it runs again", () => watch.events().at(-1)?.event === "begin");
    await sleep(1000);
    const corrected = performance.now();
    writeFileSync(join(cwd, "transforms/loop.ts"), "export {};\n");
    await watch.until("it is corrected", () => watch.events().at(-1)?.ok === true);
    expect(performance.now() - corrected).toBeLessThan(9000);
    await expectFresh(cwd, watch);
    expect(await watch.stop()).toBe(0);
  });

  test("Ctrl-C stops it in the middle of a compile, and leaves nothing half written", async () => {
    const cwd = project({ "loop.ts": "for (;;) {}\n" });
    const watch = watching(cwd);
    await watch.until("it compiles", () => watch.stdout() === "sluice watch: compiling\n");
    await sleep(500);
    expect(await watch.stop()).toBe(0);
    expect(watch.stdout() + watch.stderr()).toBe("sluice watch: compiling\n");
    expect(Object.keys(filesIn(cwd)).filter((path) => !path.startsWith("transforms/"))).toEqual([]);
  });

  test("ends when nobody reads what it says any more", async () => {
    const cwd = project();
    const watch = watching(cwd);
    await watch.ended(1);
    watch.child.stdout?.destroy();
    writeFileSync(join(cwd, TOWNS), towns.replace('"id", ', ""));
    await watch.until("it ends", () => watch.child.exitCode !== null);
    expect(watch.child.exitCode).toBe(0);
  });

  test("a folder of someone else's files is refused, and left as it is", async () => {
    const cwd = put(project(), { "generated/mine.txt": "mine" });
    const watch = watching(cwd);
    await watch.ended(1);
    expect(watch.stdout()).toContain("\nerror not-generated: generated holds mine.txt, which Sluice did not write");
    expect(await watch.stop()).toBe(0);
    expect(filesIn(join(cwd, "generated"))).toEqual({ "mine.txt": "mine" });
  });

  test("a terminal is cleared before each compile but the first, and the markers stand at the start of a line there too", async () => {
    const cwd = project();
    const script = `import os, pty, select, signal, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
said = b""
end = time.monotonic() + 90
def until(count):
    global said
    while said.count(b"sluice watch: ready") < count and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            said += os.read(terminal, 65536)
until(1)
open("${TOWNS}", "a").write("// more\\n")
until(2)
os.write(terminal, b"\\x03")
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(status))
`;
    const ended = await run("python3", ["-c", script, process.execPath, `${ROOT}dsl/cli/main.ts`, "watch"], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const said = ended.stdout.replaceAll("\r\n", "\n");
    expect(said).toMatch(/^sluice watch: compiling\n/);
    expect(said.split("\u001b[2J\u001b[H\n").length).toBe(2);
    expect(said).toMatch(/\nsluice watch: compiling: transforms\/tidy\/towns\.ts changed\n/);
  });
});
