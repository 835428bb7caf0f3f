import type { Figures } from "./cases.ts";
import { keyOf, type State } from "./state.ts";
import type { Suite } from "./suites.ts";

/** One table over all suites, and below it what they counted. */
export function summary(suites: readonly Suite[], state: State, skipped: readonly Suite[]): string {
  const rows = suites.map((suite) => [suite.name, ...cellsOf(suite, state, skipped.includes(suite))]);
  const table = [["suite", "cases", "seeds", "seconds", "result"], ...rows];
  const widths = table[0]?.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const counted = suites.flatMap((suite) => {
    const figures = Object.entries(figuresOf(suite, state));
    return figures.length === 0 ? [] : ["", suite.name, ...figures.map(([name, value]) => `  ${name}: ${value.toLocaleString("en")}`)];
  });
  return [...lines, ...counted].join("\n");
}

function cellsOf(suite: Suite, { done }: State, skipped: boolean): readonly string[] {
  const results = suite.batches.map((batch) => ({ batch, result: done[keyOf(suite, batch)] }));
  const ran = results.filter(({ result }) => result !== undefined);
  const failed = results.filter(({ result }) => result?.passed === false).map(({ batch }) => batch.seed);
  const [first, last] = [suite.batches[0], suite.batches.at(-1)];
  const seeds = first === undefined || last === undefined ? "" : `${first.seed} to ${last.seed + last.cases - 1}`;
  const seconds = ran.reduce((sum, { result }) => sum + (result?.seconds ?? 0), 0);
  const outcome = skipped
    ? "skipped: Spark is not set up"
    : failed.length > 0
      ? `FAILED from seed ${failed.join(", ")}`
      : ran.length < results.length
        ? `passed ${ran.length} of ${results.length} batches`
        : "passed";
  return [`${ran.reduce((sum, { batch }) => sum + batch.cases, 0)}`, seeds, seconds.toFixed(0), outcome];
}

/** Over all batches: of `most ...` the greatest, else the sum. */
function figuresOf(suite: Suite, { done }: State): Figures {
  const all: Record<string, number> = {};
  for (const batch of suite.batches) {
    for (const [name, value] of Object.entries(done[keyOf(suite, batch)]?.figures ?? {})) {
      all[name] = name.startsWith("most ") ? Math.max(all[name] ?? 0, value) : (all[name] ?? 0) + value;
    }
  }
  return all;
}
