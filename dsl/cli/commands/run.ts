import { type Command, Option } from "commander";
import { keepOthersOut } from "../../run/access.ts";
import type { MemorySize } from "../../run/memory/size.ts";
import type { RunResult } from "../../run/result.ts";
import type { GlueVersion } from "../../run/spark/run-on-spark.ts";
import { compiled } from "../compiled.ts";
import { isShared } from "../lake-command.ts";
import { folderOption, LAKE, LANDING, memoryOption, SPARK_LAKE, transformsCommand, wholeNumber } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { stoppable } from "../stoppable.ts";

interface Options {
  readonly transforms: string;
  readonly landing: string;
  readonly lake?: string;
  readonly only?: string;
  readonly memory?: MemorySize;
  readonly engine: "duckdb" | "spark";
  readonly glue?: GlueVersion;
  readonly session?: "one" | "each";
  readonly generated?: string;
  readonly sharedWithGroup?: boolean;
  readonly quarantineDays?: string;
  readonly json?: boolean;
}

/** What `--json` gives when the run fails: then every table is as it was. */
export const NOTHING_MADE = { engine: "duckdb", tables: [] } as const satisfies RunResult;

const NO_JOB = "Nothing was read: on Spark, sources are read by the jobs of tables, and the transforms declare no table.";

/** `sluice run`: fills the lake folder from the landing files, on this machine. */
export const runCommand = (): Command =>
  transformsCommand("run", "fill the lake folder from the landing files, on this machine")
    .addOption(folderOption("--landing <dir>", "the landing root, with a folder for each source", LANDING))
    .addOption(folderOption("--lake <dir>", `the folder of the lake (default: "${LAKE}", on Spark "${SPARK_LAKE}")`))
    .option("--only <table>", "this table and what it needs; the others keep their version")
    .addOption(memoryOption())
    .addOption(
      new Option("--engine <engine>", "the embedded engine, or Spark with the generated scripts")
        .choices(["duckdb", "spark"])
        .default("duckdb"),
    )
    .addOption(
      new Option("--glue <version>", "on Spark: as Glue 6.0 (Spark 4.1) or 5.1 (Spark 3.5) has it (default: 6.0)").choices(["6.0", "5.1"]),
    )
    .addOption(
      new Option("--session <which>", "on Spark: all jobs in one session, or a process for each (default: one)").choices(["one", "each"]),
    )
    .addOption(folderOption("--generated <dir>", 'on Spark: the folder of the generated files (default: "generated")'))
    .option("--shared-with-group", "from now on, the members of the lake folder's group may read and write the lake")
    .option("--no-shared-with-group", "from now on, the lake is its user's alone, as it is by default")
    .option("--quarantine-days <n>", "from now on, bad records are removed after so many days (default: 90)")
    .action((options: Options, command: Command) => {
      checkEngineOptions(options, command);
      return conclude(options, () => stoppable((signal) => run(options, signal)), { ...NOTHING_MADE, engine: options.engine });
    });

async function run(options: Options, signal: AbortSignal): Promise<Outcome> {
  const { lake = options.engine === "spark" ? SPARK_LAKE : LAKE } = options;
  const { sharedWithGroup } = options;
  const quarantineDays = options.quarantineDays === undefined ? undefined : wholeNumber(options.quarantineDays, "--quarantine-days", 1);
  const wants = options.engine === "spark" ? "all" : "plan";
  const { plan, proof, files, diagnostics } = await compiled(options.transforms, { wants, signal });
  if (plan === undefined) return { diagnostics, data: { ...NOTHING_MADE, engine: options.engine } };
  const { runTable } = await import("../run-table.ts");
  const started = performance.now();
  keepOthersOut(sharedWithGroup ?? isShared(lake));
  if (options.engine === "spark") {
    const { runOnSpark } = await import("../../run/spark/run-on-spark.ts");
    const { glue = "6.0", session = "one", generated = "generated", landing, only } = options;
    const { sparkProgress } = await import("../spark-progress.ts");
    const progress = sparkProgress(process.stderr);
    const places = { generated, landing, lake, only, sharedWithGroup, quarantineDays };
    const result = await runOnSpark(plan, files, { ...places, glue, session, signal, onEvent: progress.show }).finally(progress.end);
    const text = result.tables.length === 0 ? NO_JOB : runTable(result, lake, performance.now() - started);
    return { diagnostics, text, data: { ...result } };
  }
  const { runLake } = await import("../../run/run.ts");
  const { runProgress } = await import("../run-progress.ts");
  const progress = runProgress(process.stderr);
  const result = await runLake(plan, { ...options, quarantineDays, lake, proof, signal, onProgress: progress.show }).finally(progress.end);
  return { diagnostics, text: runTable(result, lake, performance.now() - started), data: { ...result } };
}

/** An option that would have no effect is refused. */
function checkEngineOptions(options: Options, command: Command): void {
  if (options.engine === "spark") {
    if (options.memory !== undefined) command.error("--memory is only for the embedded engine; Spark's is set by SPARK_DRIVER_MEMORY");
    return;
  }
  for (const name of ["glue", "session", "generated"] as const)
    if (options[name] !== undefined) command.error(`--${name} is only for \`--engine spark\``);
}
