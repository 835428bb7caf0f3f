// `npm run test:deep [-- --fresh] [-- WORD]`: the random tests with their full numbers, batch by batch. What has passed is not run again
// until the code changes: stop it whenever you like. WORD chooses the suites with it in their names; --fresh forgets what was done.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isSetUp } from "../spark/setup.mjs";
import type { Figures } from "./cases.ts";
import { type Done, hashOfCode, keyOf, readState, remaining, type State, writeState } from "./state.ts";
import { type Batch, SUITES, type Suite } from "./suites.ts";
import { summary } from "./summary.ts";

const STATE = ".sluice/deep/state.json";
const FIGURES = resolve(".sluice/deep/figures.jsonl");

const { values, positionals } = given();
const chosen = SUITES.filter(({ name }) => positionals.every((word) => name.includes(word)));
if (chosen.length === 0)
  refuse(`no suite has ${positionals.join(" ")} in its name; there are:\n  ${SUITES.map(({ name }) => name).join("\n  ")}`);
const skipped = isSetUp() ? [] : chosen.filter(({ needsSpark }) => needsSpark);

const read = readState(STATE, hashOfCode("."), values.fresh);
if (read.other) console.log("the code has changed since the last deep run: everything is run again");
let { state } = read;
const left = values.summary ? [] : remaining(chosen, state).filter(([suite]) => !skipped.includes(suite));
for (const [i, [suite, batch]] of left.entries()) {
  console.log(`\n${i + 1} of ${left.length}: ${keyOf(suite, batch)}`);
  const done = runBatch(suite, batch);
  state = { ...state, done: { ...state.done, [keyOf(suite, batch)]: done } } satisfies State;
  writeState(STATE, state);
}
console.log(`\n${summary(chosen, state, skipped)}`);
if (chosen.some((suite) => suite.batches.some((batch) => state.done[keyOf(suite, batch)]?.passed === false))) process.exitCode = 1;

function given() {
  try {
    return parseArgs({
      options: { fresh: { type: "boolean", default: false }, summary: { type: "boolean", default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(words: string): never {
  console.error(words);
  process.exit(2);
}

function runBatch({ file, test, needsSpark }: Suite, { seed, cases }: Batch): Done {
  mkdirSync(dirname(FIGURES), { recursive: true });
  rmSync(FIGURES, { force: true });
  const env = {
    ...process.env,
    SLUICE_DEEP: "1",
    SLUICE_SEED: `${seed}`,
    SLUICE_CASES: `${cases}`,
    SLUICE_FIGURES: FIGURES,
    ...(needsSpark ? { SLUICE_SUITE: "spark" } : {}),
  };
  const start = performance.now();
  const { status, signal } = spawnSync("npx", ["vitest", "run", file, ...(test === undefined ? [] : ["-t", test])], {
    env,
    stdio: "inherit",
  });
  if (signal !== null) process.exit(1);
  return { passed: status === 0, seconds: (performance.now() - start) / 1000, figures: figuresTold() };
}

function figuresTold(): Figures {
  if (!existsSync(FIGURES)) return {};
  const told = readFileSync(FIGURES, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Figures);
  return Object.assign({}, ...told) as Figures;
}
