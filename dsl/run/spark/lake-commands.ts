import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { refuse } from "../../diagnostics/diagnostic.ts";
import type { Cleaned, CleanOptions } from "../clean.ts";
import { cannotRead } from "../failures.ts";
import type { LakeVersions } from "../history.ts";
import { stopIfAborted } from "../interruption.ts";
import { parseFile } from "../parse-file.ts";
import type { RolledBack } from "../rollback.ts";
import type { OnVerify, Verified } from "../verify.ts";
import { type JobEvent, JobFailure, runPython } from "./jobs.ts";
import { checkLake, ENGINE, type GlueVersion, sparkOf } from "./run-on-spark.ts";

/** A lake folder of Spark, and what it takes to open it. */
export interface SparkLake {
  readonly lake: string;
  /** Its manifest says which tables there are. */
  readonly generated: string;
  readonly glue: GlueVersion;
}

const engine = ENGINE;
const count = z.int().nonnegative();
const quarantineSchema = z.enum(["none", "kept", "expired"]);
const versionsSchema = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      zone: z.string(),
      versions: z.array(
        z.object({ id: z.string(), at: z.string(), rows: count, current: z.boolean(), quarantine: quarantineSchema.optional() }),
      ),
    }),
  ),
});
const rolledBackSchema = z.object({
  table: z.string(),
  from: z.string(),
  to: z.string(),
  rows: count,
  quarantine: quarantineSchema.optional(),
});
const verifiedSchema = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      zone: z.string(),
      versions: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          current: z.boolean(),
          files: count,
          bytes: count.nullable(),
          checked: z.enum(["sha256", "size", "presence"]),
          quarantine: quarantineSchema,
          faults: z.array(z.object({ path: z.string(), fault: z.string() })),
        }),
      ),
    }),
  ),
});
const cleanedSchema = z.object({ removed: z.array(z.object({ path: z.string(), bytes: count })), kept: count });

/** As `lakeVersions`, of a lake of Spark. Refuses with `no-lake`, `unknown-table`, `spark-missing` and `spark-run-failed` too. */
export async function sparkVersions(lake: SparkLake, table: string | undefined, signal: AbortSignal): Promise<LakeVersions> {
  return { engine, ...(await runCommand(lake, ["history"], table, versionsSchema, signal)) };
}

/** As `rollback`, of a lake of Spark. */
export const sparkRollback = (lake: SparkLake, table: string, to: string | undefined, signal: AbortSignal): Promise<RolledBack> =>
  runCommand(lake, ["rollback", ...(to === undefined ? [] : [`--to=${to}`])], table, rolledBackSchema, signal);

/** As `verifyLake`, of a lake of Spark. */
export async function sparkVerify(lake: SparkLake, table: string | undefined, onVerify: OnVerify, signal: AbortSignal): Promise<Verified> {
  const onEvent = (event: JobEvent): void => {
    if (event.event === "verifying") onVerify(event);
  };
  return { engine, ...(await runCommand(lake, ["verify"], table, verifiedSchema, signal, onEvent)) };
}

/** As `cleanLake`, of a lake of Spark. */
export async function sparkClean(
  lake: SparkLake,
  { dryRun, olderThanHours, quarantineDays }: CleanOptions,
  signal: AbortSignal,
): Promise<Cleaned> {
  const args = ["clean", `--older-than=${olderThanHours}`, ...(dryRun ? ["--dry-run"] : [])];
  if (quarantineDays !== undefined) args.push(`--quarantine-days=${quarantineDays}`);
  return { engine, ...(await runCommand(lake, args, undefined, cleanedSchema, signal)) };
}

/** Runs a command of the runtime and gives the object that it prints. */
async function runCommand<T>(
  { lake, generated, glue }: SparkLake,
  [command = "", ...options]: readonly string[],
  table: string | undefined,
  answer: z.ZodType<T>,
  signal: AbortSignal,
  onEvent?: (event: JobEvent) => void,
): Promise<T> {
  const places = { generated: resolve(generated), landing: undefined, lake: resolve(lake) };
  if (!checkLake(places.lake)) refuse("no-lake", { folder: places.lake });
  const existing = tablesOf(places.generated);
  if (table !== undefined && !existing.includes(table)) refuse("unknown-table", { table, existing });
  const args = ["-m", "sluice", command, ...(table === undefined ? [] : [table]), ...options];
  try {
    const [line = ""] = await runPython(places, args, { spark: sparkOf(glue), signal, ...(onEvent === undefined ? {} : { onEvent }) });
    return answer.parse(JSON.parse(line));
  } catch (error) {
    stopIfAborted(signal);
    if (error instanceof JobFailure) refuse("spark-run-failed", { reason: error.message.replace(`sluice: ${command}: `, "") });
    throw error;
  }
}

const manifestSchema = z.object({ tables: z.array(z.object({ name: z.string() })) });

function tablesOf(generated: string): readonly string[] {
  const path = join(generated, "manifest.json");
  try {
    return parseFile(path, readFileSync(path, "utf8"), manifestSchema).tables.map(({ name }) => name);
  } catch (error) {
    return cannotRead(path)(error);
  }
}
