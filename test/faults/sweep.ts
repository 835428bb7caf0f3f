import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { lines, put } from "../run/fixture.ts";
import { readLake, type Seen } from "./reader.ts";

const HERE = import.meta.dirname;
const CACHE = join(HERE, "../../.sluice/cache/node");

/** Why no faults can be made here; undefined where they can. */
export function obstacle(): string | undefined {
  if (process.platform !== "linux") return "faults are made for Linux";
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  if (report.header?.glibcVersionRuntime === undefined) return "faults are made for the GNU C library";
  return spawnSync("cc", ["--version"]).status === 0 ? undefined : "there is no C compiler (`cc`)";
}

/** What is swept: a command on a lake, and the landing files that it reads. */
export const SCENARIOS = {
  "a run over a lake": { from: "filled", command: "run", landing: "new" },
  "the first run": { from: "empty", command: "run", landing: "new" },
  "a run over its threshold": { from: "filled", command: "run", landing: "bad" },
  "a rollback": { from: "twice", command: "rollback", landing: "" },
  "a clean": { from: "littered", command: "clean", landing: "" },
} as const;
export type Scenario = keyof typeof SCENARIOS;

export const FAULTS = {
  "kill before": { FAULTS_MODE: "kill-before" },
  "kill after, or in the middle of a write": { FAULTS_MODE: "kill-after" },
  "ENOSPC once": { FAULTS_MODE: "once", FAULTS_ERRNO: "28" },
  "ENOSPC from then on": { FAULTS_MODE: "forever", FAULTS_ERRNO: "28" },
  "EIO once": { FAULTS_MODE: "once", FAULTS_ERRNO: "5" },
} as const;
export type Fault = keyof typeof FAULTS;

/** A changing system call of a scenario, and the fault that comes at it. */
export interface Case {
  readonly scenario: Scenario;
  readonly at: number;
  readonly call: string;
  readonly fault: Fault;
}

/** What a case ended with. `wrong` says in words what must not be; empty when all is well. */
export interface Result {
  readonly state: "old" | "new";
  readonly code: number | null;
  readonly wrong: readonly string[];
}

interface Told {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command in a process of its own, with faults as the variables say. */
function command(args: readonly string[], faults: Readonly<Record<string, string>> = {}): Promise<Told> {
  const env = { ...process.env, UV_USE_IO_URING: "0", NODE_COMPILE_CACHE: CACHE, ...faults };
  const child = spawn(process.execPath, [join(HERE, "command.ts"), ...args], { env });
  const told = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (told.stdout += text));
  child.stderr.on("data", (text) => (told.stderr += text));
  return new Promise((done, failed) => child.on("error", failed).on("close", (code) => done({ code, ...told })));
}

/** Everything that a sweep needs, in a folder of its own. */
export async function sweepIn(folder: string) {
  const library = join(folder, "faults.so");
  const made = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, join(HERE, "faults.c"), "-ldl"], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(made.stderr);
  fillLandings(folder);
  const landing = (name: string): string => join(folder, "landing", name);
  const template = (name: string): string => join(folder, "lakes", name);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const look = (lake: string): Promise<Seen> => readLake(connection, lake);
  const good = async (...args: readonly string[]): Promise<void> => {
    const { code, stdout, stderr } = await command(args);
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
  };
  const copied = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, preserveTimestamps: true });
  };

  mkdirSync(template("empty"), { recursive: true });
  await good("run", template("filled"), landing("old"));
  copied(template("filled"), template("twice"));
  await good("run", template("twice"), landing("new"));
  const old = (await look(template("filled"))).rows;
  const fresh = (await look(template("twice"))).rows;
  if (old === fresh) throw new Error("the two versions are alike");
  copied(template("twice"), join(folder, "scratch"));
  await good("rollback", join(folder, "scratch"));
  const back = (await look(join(folder, "scratch"))).rows;
  const states: { readonly [S in Scenario]: { readonly before: string; readonly after: string } } = {
    "a run over a lake": { before: old, after: fresh },
    "the first run": { before: "none", after: fresh },
    "a run over its threshold": { before: old, after: old },
    "a rollback": { before: fresh, after: back },
    "a clean": { before: old, after: old },
  };

  const argsOf = (scenario: Scenario, lake: string): readonly string[] => {
    const { command: name, landing: reads } = SCENARIOS[scenario];
    return [name, lake, ...(reads === "" ? [] : [landing(reads)])];
  };
  const faulty = (scenario: Scenario, lake: string, faults: Readonly<Record<string, string>>): Promise<Told> => {
    copied(template(SCENARIOS[scenario].from), lake);
    return command(argsOf(scenario, lake), { LD_PRELOAD: library, FAULTS_ROOT: lake, ...faults });
  };

  /** The changing calls of a scenario, as a run without a fault makes them. */
  async function callsOf(scenario: Scenario): Promise<readonly { readonly at: number; readonly call: string }[]> {
    const [log, lake] = [join(folder, "calls.log"), join(folder, "counted")];
    rmSync(log, { force: true });
    await faulty(scenario, lake, { FAULTS_LOG: log });
    return readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" "))
      .map(([at, call = ""]) => ({ at: Number(at), call }));
  }

  // What a run leaves that is killed when its files are written, but not named yet.
  const renames = (await callsOf("a run over a lake")).filter(({ call }) => call === "rename");
  const last = String(renames.at(-1)?.at ?? 0);
  copied(template("filled"), template("littered"));
  await command(["run", template("littered"), landing("new")], {
    LD_PRELOAD: library,
    FAULTS_ROOT: template("littered"),
    FAULTS_AT: last,
    ...FAULTS["kill before"],
  });
  if (leftovers(template("littered"), (await look(template("littered"))).files).length === 0)
    throw new Error("the killed run left nothing");

  /** Makes one fault, and looks at what it leaves; `again` lets a good run follow. */
  async function check({ scenario, at, fault }: Case, again: boolean, lake = join(folder, "lake")): Promise<Result> {
    const { code, stdout, stderr } = await faulty(scenario, lake, { FAULTS_AT: String(at), ...FAULTS[fault] });
    const { before, after } = states[scenario];
    const wrong: string[] = [];
    const seen = await look(lake).catch((error: Error) => wrong.push(`the lake cannot be read: ${error.message}`));
    const rows = typeof seen === "number" ? "" : seen.rows;
    if (typeof seen !== "number" && rows !== before && rows !== after) wrong.push("the lake is of neither version");
    const state = rows === after && before !== after ? "new" : "old";
    if (code !== null) {
      const answers = stdout.split("\n").filter((line) => line !== "");
      if (answers.length !== 1 || JSON.parse(answers[0] ?? "").ok !== (code === 0)) wrong.push(`it does not say how it ended: ${stdout}`);
      if (/^ +at /m.test(stderr)) wrong.push(`a stack trace: ${stderr}`);
      const should = scenario === "a run over its threshold" ? 1 : scenario === "a clean" ? code : state === "new" ? 0 : 1;
      if (code !== should) wrong.push(`exit code ${code}, but the lake is ${state}: ${stdout}`);
      if (scenario === "a clean" && code === 0 && typeof seen !== "number" && leftovers(lake, seen.files).length > 0)
        wrong.push(`exit code 0, but there is left ${leftovers(lake, seen.files).join(", ")}`);
    }
    if (again) {
      const next = await command(["run", lake, landing("new")]);
      const then = await look(lake).catch((error: Error) => wrong.push(`after a good run the lake cannot be read: ${error.message}`));
      if (next.code !== 0) wrong.push(`the next run ends with ${next.code}: ${next.stdout}${next.stderr}`);
      if (typeof then !== "number") {
        if (then.rows !== fresh) wrong.push("the next run does not make the new version");
        const left = leftovers(lake, then.files);
        if (left.length > 0) wrong.push(`the next run leaves ${left.join(", ")}`);
      }
    }
    return { state, code, wrong };
  }
  return { callsOf, check };
}

/** Files of a lake that no version names, and that are not the lake's own; the bad records of a run that failed by them stay. */
function leftovers(lake: string, named: readonly string[]): readonly string[] {
  const own = new Set([...named, "current.json", "lock.duckdb", "sluice-lake.json"]);
  return readdirSync(lake, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(lake.length + 1))
    .filter((path) => !own.has(path) && !path.endsWith(".failed.parquet"));
}

function fillLandings(folder: string): void {
  const people = (count: number, domain: string): string =>
    lines(Array.from({ length: count }, (_, i) => ({ email: `u${i}@${domain}`, ...(i % 2 === 0 ? { agreedAt: 1_600_000_000_000 } : {}) })));
  const file = (name: string): string => join(folder, "landing", name, "users/users.json");
  put(file("old"), `${people(40, "old.example")}{"email": 1}\n`);
  put(file("new"), `${people(60, "new.example")}{"email": 1}\n{"email"\n`);
  put(file("bad"), `${people(4, "bad.example")}${'{"email": 1}\n'.repeat(4)}`);
  writeFileSync(join(folder, "README"), "Faults of a lake; can be deleted.\n");
}

/** Numbers from 0 to 1, the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
