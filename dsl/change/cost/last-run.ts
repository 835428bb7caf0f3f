import * as z from "zod";
import { refuse } from "../../diagnostics/diagnostic.ts";

/** How long the job of a table took the last time, in seconds. */
export type Durations = (table: string) => number | undefined;

export const NO_DURATIONS: Durations = () => undefined;

/** What `aws glue get-job-runs` prints: newest first, `ExecutionTime` in seconds. */
const jobRuns = z.object({
  JobRuns: z.array(z.object({ JobName: z.string(), JobRunState: z.string(), ExecutionTime: z.number().nonnegative() })),
});

/** What `sluice run --json` prints: milliseconds. */
const run = z.object({ tables: z.array(z.object({ table: z.string(), ms: z.number().nonnegative().nullable() })) });

/** Reads the figures of a last run, of either kind. Refuses `run-metrics-wrong`. */
export function durationsIn(file: string, text: string): Durations {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (failure) {
    return refuse("run-metrics-wrong", { file, fault: `it is not JSON: ${(failure as Error).message}` });
  }
  const ofGlue = jobRuns.safeParse(value);
  if (ofGlue.success) {
    const good = ofGlue.data.JobRuns.filter(({ JobRunState }) => JobRunState === "SUCCEEDED");
    // A job is named after its table, between the stack and its kind; no table has a `-` in its name.
    return (table) => good.find(({ JobName }) => JobName.split("-").at(-2) === table)?.ExecutionTime;
  }
  const ofRun = run.safeParse(value);
  if (!ofRun.success) return refuse("run-metrics-wrong", { file, fault: "it has neither `JobRuns` nor `tables` with their times" });
  return (table) => {
    const ms = ofRun.data.tables.find((one) => one.table === table)?.ms;
    return ms === undefined || ms === null ? undefined : ms / 1000;
  };
}
