import type { Command } from "commander";
import type { RunResult } from "../../run/result.ts";
import { compiled } from "../compiled.ts";
import { folderOption, LAKE, LANDING, transformsCommand } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { stoppable } from "../stoppable.ts";

interface Options {
  readonly transforms: string;
  readonly landing: string;
  readonly lake: string;
  readonly only?: string;
  readonly json?: boolean;
}

/** What `--json` gives when the run fails: then every table is as it was. */
export const NOTHING_MADE = { engine: "duckdb", tables: [] } as const satisfies RunResult;

/** `sluice run`: fills the lake folder from the landing files on the embedded engine. */
export const runCommand = (): Command =>
  transformsCommand("run", "fill the lake folder from the landing files, on this machine")
    .addOption(folderOption("--landing <dir>", "the landing root, with a folder for each source", LANDING))
    .addOption(folderOption("--lake <dir>", "the folder of the lake", LAKE))
    .option("--only <table>", "this table and what it needs; the others keep their version")
    .action((options: Options) => conclude(options, () => stoppable((signal) => run(options, signal)), NOTHING_MADE));

async function run(options: Options, signal: AbortSignal): Promise<Outcome> {
  const engine = import("../../run/run.ts");
  const { plan, proof, diagnostics } = await compiled(options.transforms, { wants: "plan", signal });
  const { runLake } = await engine;
  if (plan === undefined) return { diagnostics, data: NOTHING_MADE };
  const { runProgress } = await import("../run-progress.ts");
  const { runTable } = await import("../run-table.ts");
  const progress = runProgress(process.stderr);
  const started = performance.now();
  const result = await runLake(plan, { ...options, proof, signal, onProgress: progress.show }).finally(progress.end);
  return { diagnostics, text: runTable(result, options.lake, performance.now() - started), data: { ...result } };
}
