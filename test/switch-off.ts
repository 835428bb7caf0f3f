import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compileScenarios, type Outcome } from "./scenarios/compile-scenarios.ts";
import { changeSwitches } from "./switch-off/changes.ts";
import { codeSwitches, reportSwitches } from "./switch-off/codes.ts";
import { EXPLAINED } from "./switch-off/explained.ts";
import { aggregateSwitches, functionSwitches, nullCaseSwitches, windowSwitches } from "./switch-off/expressions.ts";
import { operationSwitches } from "./switch-off/operations.ts";
import { rewriteSwitches } from "./switch-off/rewrites.ts";
import type { Switch } from "./switch-off/switch.ts";

/**
 * Switches off one thing after the other, in a copy of the sources, and runs the scenarios: what none of them notices is
 * not held by any, and needs a scenario or a reason in `switch-off/explained.ts`. `npm run switch-off [TEXT]` takes only
 * the switches whose name has the text in it; `-- --part 2/5` takes the second of five parts of them.
 */
const ROOT = join(import.meta.dirname, "..");
const LONGEST_SECONDS = 120;

async function main(only: string, part: Part): Promise<number> {
  const switches = allSwitches()
    .filter(({ name }) => name.includes(only))
    .filter((_, i) => i % part.of === part.number - 1);
  const outcomes = switches.every(({ suite }) => suite === "changes") ? [] : await baseline();
  const changes = join(mkdtempSync(join(tmpdir(), "sluice-changes-")), "trees.jsonl");
  if (switches.some(({ suite }) => suite === "changes")) await compileChanges(changes);
  const survivors: string[] = [];
  const pending = switches.entries();
  let done = 0;
  const work = async (): Promise<void> => {
    const copy = copyOfSources();
    try {
      for (const [, one] of pending) {
        const scenario = await noticedBy(one, outcomes, copy, changes);
        done += 1;
        if (scenario === undefined) survivors.push(one.name);
        console.log(`${String(done).padStart(4)}/${switches.length} ${one.name}: ${scenario ?? "NOBODY NOTICES"}`);
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return report(survivors, switches);
}

interface Part {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

function partOf(text: string): Part {
  const [number = 0, of = 0] = /^\d+\/\d+$/.test(text) ? text.split("/").map(Number) : [];
  if (number < 1 || number > of) throw new Error(`--part must be as 2/5, from 1/5 to 5/5, not ${text}`);
  return { number, of };
}

const allSwitches = (): readonly Switch[] => [
  ...codeSwitches(),
  ...reportSwitches(ROOT),
  ...rewriteSwitches(),
  ...operationSwitches(),
  ...functionSwitches(),
  ...aggregateSwitches(),
  ...windowSwitches(),
  ...nullCaseSwitches(),
  ...changeSwitches(),
];

/** Both sides of every scenario of changes, which no switch of them compiles otherwise. */
async function compileChanges(file: string): Promise<void> {
  const printed = execFileSync(process.execPath, [join(ROOT, "test/change/compile-scenarios.ts")], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  writeFileSync(file, printed);
  const different = await firstDifference(ROOT, CHANGES, [file]);
  if (different !== undefined) throw new Error(`the change ${different} fails as it is: mend it first`);
}

const SCENARIOS = "test/scenarios/first-difference.ts";
const CHANGES = "test/change/first-difference.ts";

/** What comes out of each scenario as the sources are. */
async function baseline(): Promise<readonly Outcome[]> {
  const different = await firstDifference(ROOT, SCENARIOS, []);
  if (different !== undefined) throw new Error(`the scenario ${different} fails as it is: mend it first`);
  const outcomes: Outcome[] = [];
  for await (const outcome of compileScenarios()) outcomes.push(outcome);
  return outcomes;
}

function copyOfSources(): string {
  const copy = mkdtempSync(join(tmpdir(), "sluice-switch-off-"));
  for (const path of ["dsl", "pulumi", "test/scenarios", "test/change", "package.json"])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** The scenario that notices the switch; undefined when none does. */
async function noticedBy(
  { name, patches, concerns, suite }: Switch,
  outcomes: readonly Outcome[],
  copy: string,
  changes: string,
): Promise<string | undefined> {
  const scenarios = outcomes.filter(concerns).map(({ scenario }) => scenario);
  if (scenarios.length === 0 && suite === undefined) return undefined;
  const originals = Object.keys(patches).map((file) => [file, readFileSync(join(ROOT, file), "utf8")] as const);
  try {
    for (const [file, text] of originals) {
      const patched = patches[file]?.(text) ?? text;
      if (patched === text) throw new Error(`${name} changes nothing in ${file}`);
      writeFileSync(join(copy, file), patched);
    }
    return suite === "changes" ? await firstDifference(copy, CHANGES, [changes]) : await firstDifference(copy, SCENARIOS, scenarios);
  } finally {
    for (const [file, text] of originals) writeFileSync(join(copy, file), text);
  }
}

/** The first of the scenarios that gives something else now, by name, as the program says. Throws when it does not start. */
function firstDifference(root: string, file: string, args: readonly string[]): Promise<string | undefined> {
  const program = join(root, file);
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...args], { timeout: LONGEST_SECONDS * 1000 }, (failure, stdout, stderr) => {
      if (failure?.killed) resolve(`it never ends, of ${args.join(", ")}`);
      else if (failure !== null) reject(new Error(`${program} does not start:\n${stderr}`));
      else resolve(stdout.trim() || undefined);
    });
  });
}

function report(survivors: readonly string[], switches: readonly Switch[]): number {
  const unexplained = survivors.filter((name) => EXPLAINED[name] === undefined);
  const names = new Set(switches.map(({ name }) => name));
  const outdated = Object.keys(EXPLAINED).filter((name) => names.has(name) && !survivors.includes(name));
  console.log(`\n${switches.length} switched off, ${switches.length - survivors.length} noticed`);
  for (const name of survivors) if (EXPLAINED[name] !== undefined) console.log(`not noticed, and need not be: ${name}: ${EXPLAINED[name]}`);
  for (const name of unexplained) console.log(`NOT NOTICED: ${name}`);
  for (const name of outdated) console.log(`noticed now, take its reason out: ${name}`);
  return unexplained.length + outdated.length === 0 ? 0 : 1;
}

const { values, positionals } = parseArgs({ options: { part: { type: "string", default: "1/1" } }, allowPositionals: true });
process.exitCode = await main(positionals[0] ?? "", partOf(values.part));
