import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Outcome } from "./compile-scenarios.ts";

/** What comes out of every scenario, by name. They are compiled in one process of their own, where TypeScript runs as it is. */
export function outcomesOfScenarios(): ReadonlyMap<string, Outcome> {
  const program = join(import.meta.dirname, "compile-scenarios.ts");
  const printed = execFileSync(process.execPath, [program], { encoding: "utf8", maxBuffer: 2 ** 28, timeout: 300_000 });
  const outcomes = printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome);
  return new Map(outcomes.map((outcome) => [outcome.scenario, outcome]));
}
