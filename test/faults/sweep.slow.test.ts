import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { casesOf, firstSeed, tell } from "../deep/cases.ts";
import { type Case, FAULTS, type Fault, obstacle, randomOf, SCENARIOS, type Scenario, sweepIn } from "./sweep.ts";

const IS_DEEP = process.env.SLUICE_DEEP !== undefined;
/** In the deep run, a seed is the number of a case, and all are met; else it chooses some. */
const SEED = firstSeed(IS_DEEP ? 1 : Date.now() % 1_000_000);
const CASES = casesOf(8, Number.MAX_SAFE_INTEGER);
/** Milliseconds: on a busy machine the usual run takes fewer. */
const LONGEST_SAMPLE = 15_000;
/** Which cases a good run follows. */
const EVERY = 3;

/** What the sweep has found once. */
const WENT_WRONG: readonly Partial<Case>[] = [
  { scenario: "a clean", call: "unlink", fault: "EIO once" },
  { scenario: "the first run", call: "write", fault: "ENOSPC from then on" },
];

const missing = obstacle();
if (missing !== undefined) console.warn(`SKIPPED: faults at every system call that changes a lake, because ${missing}`);

test.skipIf(missing !== undefined)(
  "whatever fails, or kills, at any system call: the lake is of one version, and the exit code says which",
  {
    timeout: 24 * 3_600_000,
  },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "sluice-faults-"));
    try {
      const { callsOf, check } = await sweepIn(folder);
      const all: Case[] = [];
      for (const scenario of Object.keys(SCENARIOS) as Scenario[])
        for (const { at, call } of await callsOf(scenario))
          for (const fault of Object.keys(FAULTS) as Fault[]) all.push({ scenario, at, call, fault });
      const known = WENT_WRONG.flatMap(
        (wanted) => all.find((one) => Object.entries(wanted).every(([key, value]) => one[key as keyof Case] === value)) ?? [],
      );
      expect(known).toHaveLength(WENT_WRONG.length);
      const chosen = IS_DEEP ? all.slice(SEED - 1, SEED - 1 + CASES) : [...known, ...sample(all, CASES, SEED)];
      console.log(`${chosen.length} of ${all.length} faults, seed ${SEED}`);
      const figures: Record<string, number> = {};
      const count = (what: string): void => {
        figures[what] = (figures[what] ?? 0) + 1;
      };
      const wrong: string[] = [];
      const started = performance.now();
      for (const [i, one] of chosen.entries()) {
        if (!IS_DEEP && i >= known.length && performance.now() - started > LONGEST_SAMPLE) break;
        const again = (SEED + i) % EVERY === 0;
        const result = await check(one, again);
        count(`${one.scenario}, ${one.fault}, ${result.state} version, ${result.code === null ? "killed" : `exit ${result.code}`}`);
        count(`at ${one.call}`);
        if (again) count("followed by a good run");
        if (result.wrong.length > 0) count("wrong");
        for (const words of result.wrong) {
          wrong.push(`${one.scenario}, ${one.fault} at ${one.call} (${one.at}): ${words}`);
          console.error(wrong.at(-1));
        }
      }
      console.log(
        Object.entries(figures)
          .map(([what, times]) => `  ${what}: ${times}`)
          .sort()
          .join("\n"),
      );
      tell(figures);
      expect(wrong).toEqual([]);
      expect(all.length).toBeGreaterThan(100);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

function sample<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => all[Math.floor(random() * all.length)]).filter((one) => one !== undefined);
}
