import type { Command } from "commander";
import type { RunResult } from "../../run/result.ts";
import { compiled } from "../compiled.ts";
import { LAKE, LANDING, transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";
import { runProgress } from "../run-progress.ts";
import { runTable } from "../run-table.ts";

interface Options {
  readonly transforms: string;
  readonly landing: string;
  readonly lake: string;
  readonly only?: string;
  readonly json?: boolean;
}

/** `sluice run`: fills the lake folder from the landing files on the embedded engine. */
export const runCommand = (): Command =>
  transformsCommand("run", "fill the lake folder from the landing files, on this machine")
    .option("--landing <dir>", "the landing root, with a folder for each source", LANDING)
    .option("--lake <dir>", "the folder of the lake", LAKE)
    .option("--only <table>", "this table and what it needs; the others keep their version")
    .action((options: Options) =>
      conclude(options, async () => {
        const engine = import("../../run/run.ts");
        const { plan, diagnostics } = await compiled(options.transforms);
        const { runLake } = await engine;
        if (plan === undefined) return { diagnostics, data: { engine: "duckdb", tables: [] } };
        const abort = new AbortController();
        const stop = (): void => abort.abort();
        process.once("SIGINT", stop).once("SIGTERM", stop);
        const progress = runProgress(process.stderr);
        const started = performance.now();
        let result: RunResult;
        try {
          result = await runLake(plan, { ...options, signal: abort.signal, onProgress: progress.show });
        } finally {
          progress.end();
          process.off("SIGINT", stop).off("SIGTERM", stop);
        }
        return { diagnostics, text: runTable(result, options.lake, performance.now() - started), data: { ...result } };
      }),
    );
