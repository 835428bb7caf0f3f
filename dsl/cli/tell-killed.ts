import { refuse } from "../diagnostics/diagnostic.ts";
import { killsForMemory, WANT_OF_MEMORY } from "../run/memory/available.ts";
import { NOTHING_MADE } from "./commands/run.ts";
import { conclude } from "./outcome.ts";

/** `sluice.mjs` runs it when the process of a command was killed: `tell-killed.ts SIGNAL COMMAND OPTIONS...`. */
const [signal = "", command = "", ...options] = process.argv.slice(2);
const given = (text: string): boolean => options.some((option, i) => option === text || `${options[i - 1]}=${option}` === text);

const DATA: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  run: { ...NOTHING_MADE, engine: given("--engine=spark") ? "spark" : NOTHING_MADE.engine },
  ingest: { sources: [] },
};

await conclude({ json: given("--json") }, async () => refuse("killed", { command, signal, cause: causeOf(signal) }), DATA[command]);

function causeOf(killer: string): string {
  if (killer === "SIGABRT") return ", as a process ends that finds a fault in itself or whose JavaScript has no more memory";
  if (killer !== "SIGKILL") return "";
  const kills = killsForMemory() ?? 0;
  return `, ${WANT_OF_MEMORY}${kills === 0 ? "" : ` (its control group counts ${kills} such kill${kills === 1 ? "" : "s"})`}`;
}
