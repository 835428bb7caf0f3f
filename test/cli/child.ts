import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = `${ROOT}dsl/cli/main.ts`;
export const LAUNCHER = `${ROOT}dsl/cli/sluice.mjs`;

/** Makes Node look like one that is too old for Sluice, so that `sluice.mjs` goes on with the project's own. */
export const OLD_NODE = [
  "--import",
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.0.0"}})',
];

export interface Ended {
  /** Null when a signal killed it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly cwd: string;
  /** Added to this process's, without what decides on colours and width; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What comes before the arguments of Sluice. */
  readonly node?: readonly string[];
  /** In a group of its own, as a shell starts a command of a terminal. */
  readonly detached?: boolean;
  /** A file descriptor for its stdout, which is then not among what it ended with. */
  readonly stdout?: number;
  /** Sees the process when it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs a program to its end, two at a time. */
export async function run(program: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  await turn();
  try {
    const child = spawnIn(program, args, options);
    const entry = { child, group: options.detached === true };
    alive.add(entry);
    return await ended(child, options.onStart).finally(() => alive.delete(entry));
  } finally {
    done();
  }
}

/** Runs `sluice` by the project's Node on `main.ts`, or by `sluice.mjs` when the options say so. */
export const sluice = (args: readonly string[], options: ChildOptions): Promise<Ended> =>
  run(process.execPath, [...(options.node ?? [MAIN]), ...args], options);

/** The arguments of Node that make it run `main.ts` with others before it. */
export const mainWith = (...args: readonly string[]): readonly string[] => [...args, MAIN];

const alive = new Set<{ readonly child: ChildProcess; readonly group: boolean }>();
// What a test that failed has left running.
afterAll(() => {
  for (const { child, group } of alive) {
    if (group && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  }
});

function spawnIn(program: string, args: readonly string[], { cwd, env, detached, stdout }: ChildOptions): ChildProcess {
  const { FORCE_COLOR: _, NO_COLOR: __, NODE_OPTIONS: ___, COLUMNS: ____, ...inherited } = process.env;
  return spawn(program, args, {
    cwd,
    detached: detached ?? false,
    env: { ...inherited, NODE_COMPILE_CACHE: `${ROOT}.sluice/cache/node`, ...env },
    stdio: ["ignore", stdout ?? "pipe", "pipe"],
  });
}

function ended(child: ChildProcess, onStart: ChildOptions["onStart"]): Promise<Ended> {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
  });
}

const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

function turn(): Promise<void> | undefined {
  if (running < AT_ONCE) {
    running++;
    return undefined;
  }
  return new Promise((go) => waiting.push(go));
}

function done(): void {
  const next = waiting.shift();
  if (next === undefined) running--;
  else next();
}
