import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type ChildOptions, LAUNCHER, OLD_NODE, sluice } from "./child.ts";
import { newFolder, put } from "./folders.ts";
import { codesOf, expectNoTrace, runOf } from "./outcome.ts";

/** A transform that does not end, and says which process does the work. */
const LOOP = "console.log(`working in ${process.pid};`);\nawait new Promise((go) => setTimeout(go, 100));\nwhile (true) {}\n";

const killing =
  (signal: NodeJS.Signals): NonNullable<ChildOptions["onStart"]> =>
  (child) => {
    let text = "";
    child.stderr?.on("data", (more: string) => {
      text += more;
      const [, pid] = /working in ([0-9]+);/.exec(text) ?? [];
      if (pid === undefined) return;
      text = "";
      expect(Number(pid)).not.toBe(child.pid);
      void sleep(300).then(() => process.kill(Number(pid), signal));
    });
  };

describe.concurrent("a run whose process is killed", { timeout: 120_000 }, () => {
  const killed = (signal: NodeJS.Signals, node: readonly string[], ...args: readonly string[]) =>
    sluice(["run", ...args], { cwd: put(newFolder(), { "transforms/loop.ts": LOOP }), node, onStart: killing(signal) });

  test.for([
    { signal: "SIGKILL", code: 137, says: "was killed by SIGKILL, probably for want of memory" },
    { signal: "SIGSEGV", code: 139, says: "was killed by SIGSEGV" },
    { signal: "SIGABRT", code: 134, says: "was killed by SIGABRT, as a process ends that finds a fault in itself" },
  ] as const)("$signal is told", async ({ signal, code, says }) => {
    const ended = await killed(signal, [LAUNCHER]);
    expect(ended).toMatchObject({ code, stdout: "" });
    expect(ended.stderr).toContain(`error[killed]: \`sluice run\` ${says}`);
    expectNoTrace(ended.stderr);
  });

  test("from an older Node, with --json", async () => {
    const ended = await killed("SIGKILL", [...OLD_NODE, LAUNCHER], "--json");
    expect(ended.code).toBe(137);
    expect(codesOf(runOf(ended))).toEqual(["killed"]);
    expect(runOf(ended)).toMatchObject({ ok: false, engine: "duckdb", tables: [] });
  });
});
