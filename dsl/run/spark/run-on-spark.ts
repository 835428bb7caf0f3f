import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { staleFiles } from "../../compiler/write.ts";
import { Refusal, refuse } from "../../diagnostics/diagnostic.ts";
import type { LakePlan } from "../../operations/lake.ts";
import { makeLakeFolder } from "../access.ts";
import { keepApart } from "../apart.ts";
import { choose } from "../choose.ts";
import { cannotRead } from "../failures.ts";
import { stopIfAborted } from "../interruption.ts";
import { MARKER } from "../layout.ts";
import { parseFile } from "../parse-file.ts";
import type { TableResult } from "../result.ts";
import { stateText } from "../state-file.ts";
import { SetupError, type SparkPython, setUpSpark } from "./install.mjs";
import { type JobEvent, JobFailure, type JobMetrics, type JobSettings, runJobs, type SourceMetrics } from "./jobs.ts";

export const GLUE_VERSIONS = ["6.0", "5.1"] as const;
export type GlueVersion = (typeof GLUE_VERSIONS)[number];
const SPARK_OF: { readonly [V in GlueVersion]: "4.1" | "3.5" } = { "6.0": "4.1", "5.1": "3.5" };
export const ENGINE = "spark";

/** What a run on Spark made of one table, or read of one source: that has no time and no folder of its own. */
export interface SparkTableResult extends Omit<TableResult, "ms" | "path"> {
  readonly ms: number | null;
  /** The folder of the files of the version; absolute. */
  readonly path: string | null;
}

export interface SparkRunResult {
  readonly engine: typeof ENGINE;
  /** Sources first, then the tables in the order in which they ran. */
  readonly tables: readonly SparkTableResult[];
}

export interface SparkRunOptions extends JobSettings {
  readonly generated: string;
  readonly landing: string;
  readonly lake: string;
  readonly glue: GlueVersion;
  readonly session: "one" | "each";
  readonly only?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent: (event: JobEvent) => void;
}

/**
 * Runs the generated jobs, byte for byte, on a Spark of this machine. `files` is what the transforms compile to: other
 * files are not run. Refuses with `generated-stale`, `unknown-table`, `lake-of-another-engine`, `not-a-lake`, `lake-meets-landing`,
 * `no-landing-folder`, `spark-missing`, `spark-run-failed` and `interrupted`.
 */
export async function runOnSpark(plan: LakePlan, files: ReadonlyMap<string, string>, options: SparkRunOptions): Promise<SparkRunResult> {
  const { only, signal, onEvent, sharedWithGroup, quarantineDays } = options;
  const places = { generated: resolve(options.generated), landing: resolve(options.landing), lake: resolve(options.lake) };
  const { tables } = choose(plan, only);
  const stale = staleFiles(options.generated, files);
  if (stale.length > 0) throw new Refusal(stale);
  await keepApart(places.lake, places.landing);
  checkLake(places.lake);
  if (!existsSync(places.landing)) refuse("no-landing-folder", { folder: places.landing, table: undefined });
  stopIfAborted(signal);
  const spark = sparkOf(options.glue);
  await makeLakeFolder(places.lake);
  try {
    const how = { oneSession: options.session === "one", sharedWithGroup, quarantineDays };
    const metrics = tables.length === 0 ? [] : await runJobs(places, { ...how, spark, only, signal, onEvent });
    return { engine: ENGINE, tables: [...sourceResults(metrics), ...metrics.map(tableResult)] };
  } catch (error) {
    stopIfAborted(signal);
    if (error instanceof JobFailure) refuse("spark-run-failed", { reason: error.message.replace(/^sluice: /, "") });
    throw error;
  }
}

/** The Spark of a version of Glue, installed where it is missing, with what it takes to reach S3 if asked. Refuses with `spark-missing`. */
export function sparkOf(glue: GlueVersion, { s3 = false }: { readonly s3?: boolean } = {}): SparkPython {
  try {
    return setUpSpark({ spark: SPARK_OF[glue], s3 });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return refuse("spark-missing", { reason: error.message });
  }
}

const markerSchema = z.object({ engine: z.string() });

/** Whether the folder is a lake of Spark already. Refuses any other folder that is not empty. */
export function checkLake(lake: string): boolean {
  let names: readonly string[];
  try {
    names = readdirSync(lake);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    return cannotRead(lake)(error);
  }
  if (!names.includes(MARKER)) {
    const [foreign] = names.filter((name) => !/\.lock$|^\./.test(name));
    return foreign === undefined ? false : refuse("not-a-lake", { folder: lake, file: foreign });
  }
  const path = join(lake, MARKER);
  const { engine } = parseFile(path, stateText(path, lake) ?? "", markerSchema);
  if (engine !== ENGINE) refuse("lake-of-another-engine", { folder: lake, found: engine, wanted: ENGINE });
  return true;
}

/** Each source once, though several jobs may have read it. */
function sourceResults(metrics: readonly JobMetrics[]): readonly SparkTableResult[] {
  const sources = new Map<string, SourceMetrics>();
  for (const source of metrics.flatMap((job) => job.sources)) sources.set(source.name, source);
  return [...sources.values()].map(({ name, rows, quarantined, records, bytes, quarantinedBytes, quarantine, passedOver }) => ({
    table: name,
    zone: "landing",
    rows,
    quarantined,
    landing: { records, bytes, quarantinedBytes },
    ms: null,
    status: "ok",
    path: null,
    quarantinePath: quarantine,
    passedOver,
  }));
}

const tableResult = ({ table, zone, rows, ms, path }: JobMetrics): SparkTableResult => ({
  table,
  zone,
  rows,
  quarantined: 0,
  landing: null,
  ms,
  status: "ok",
  path,
  quarantinePath: null,
  passedOver: null,
});
