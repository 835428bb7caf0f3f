import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll } from "vitest";
import type { Compilation } from "../../dsl/compiler/compile.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { ROOT } from "../cli/child.ts";

/** A line of `sluice watch --json`. */
export interface WatchEvent {
  readonly event: "begin" | "end" | "stopped";
  readonly ok?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
  readonly changed?: readonly string[];
  readonly removed?: readonly string[];
  readonly milliseconds?: number;
}

export interface Watching {
  readonly child: ChildProcess;
  /** All that it has printed on stdout so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The whole lines of it as `--json` has them. */
  readonly events: () => readonly WatchEvent[];
  /** Waits until something holds. */
  readonly until: (what: string, holds: () => boolean | Promise<boolean>) => Promise<void>;
  /** Waits until so many compiles have ended, by the text form or by `--json`. */
  readonly ended: (count: number) => Promise<void>;
  /** Sends a signal and waits for the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

const LONGEST_MS = 60_000;
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Runs `sluice watch` in a folder. */
export function watching(cwd: string, ...args: readonly string[]): Watching {
  const child = spawn(process.execPath, [`${ROOT}dsl/cli/main.ts`, "watch", ...args], {
    cwd,
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, NODE_OPTIONS: undefined },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  void exit.then(() => children.delete(child));
  const until: Watching["until"] = async (what, holds) => {
    const last = performance.now() + LONGEST_MS;
    while (!(await holds())) {
      if (performance.now() > last)
        throw new Error(`${what}: not so after ${LONGEST_MS} ms\n${output.stdout.slice(-3000)}\n${output.stderr}`);
      await sleep(20);
    }
  };
  return {
    child,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    events: () =>
      output.stdout
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as WatchEvent),
    until,
    ended: (count) => until(`${count} compiles`, () => output.stdout.split(/^sluice watch: ready|^\{"event":"end"/m).length - 1 >= count),
    stop: (signal = "SIGINT") => {
      child.kill(signal);
      return exit;
    },
  };
}

/** What a compile of a project's transforms gives now. */
export const compiledNow = (cwd: string): Promise<Compilation> =>
  compileApart({ transforms: join(cwd, "transforms"), cache: join(cwd, ".sluice/other-cache"), cwd });
