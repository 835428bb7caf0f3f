import { join } from "node:path";
import { type Command, Option } from "commander";
import { MARKER } from "../run/layout.ts";
import type { SparkLake } from "../run/spark/lake-commands.ts";
import type { GlueVersion } from "../run/spark/run-on-spark.ts";
import { stateText } from "../run/state-file.ts";
import { command, folderOption, LAKE, SPARK_LAKE } from "./options.ts";

/** Options of a command that works on a lake folder, whichever engine made it. */
export interface LakeOptions {
  readonly lake?: string;
  readonly engine?: "duckdb" | "spark";
  readonly glue?: GlueVersion;
  readonly generated?: string;
  readonly json?: boolean;
}

/** A command on a lake folder of this machine. */
export const lakeCommand = (name: string, summary: string): Command =>
  command(name, summary)
    .addOption(folderOption("--lake <dir>", `the folder of the lake (default: "${LAKE}", on Spark "${SPARK_LAKE}")`))
    .addOption(new Option("--engine <engine>", "which engine's lake it is (default: what the folder says)").choices(["duckdb", "spark"]))
    .addOption(
      new Option("--glue <version>", "on Spark: as Glue 6.0 (Spark 4.1) or 5.1 (Spark 3.5) has it (default: 6.0)").choices(["6.0", "5.1"]),
    )
    .addOption(folderOption("--generated <dir>", 'on Spark: the folder of the generated files (default: "generated")'));

/** The lake that the options mean: of Spark, with what it takes to open it, or of the embedded engine. */
export function lakeOf(options: LakeOptions, of: Command): { readonly folder: string; readonly spark: SparkLake | undefined } {
  const engine = options.engine ?? (options.lake === undefined ? "duckdb" : engineOf(options.lake));
  const { lake = engine === "spark" ? SPARK_LAKE : LAKE, glue = "6.0", generated = "generated" } = options;
  if (engine === "spark") return { folder: lake, spark: { lake, glue, generated } };
  for (const name of ["glue", "generated"] as const) if (options[name] !== undefined) of.error(`--${name} is only for a lake of Spark`);
  return { folder: lake, spark: undefined };
}

/** What is no lake, or of no known engine, is left to the embedded engine to refuse. */
const engineOf = (lake: string): "duckdb" | "spark" => (markerOf(lake).engine === "spark" ? "spark" : "duckdb");

/** Whether a lake says that its folder's group shares it. */
export const isShared = (lake: string): boolean => markerOf(lake).group === true;

/** What a lake says of itself, as far as it can be read. */
function markerOf(lake: string): { readonly engine?: unknown; readonly group?: unknown } {
  try {
    const marker: unknown = JSON.parse(stateText(join(lake, MARKER), lake) ?? "{}");
    return typeof marker === "object" && marker !== null ? marker : {};
  } catch {
    return {};
  }
}
