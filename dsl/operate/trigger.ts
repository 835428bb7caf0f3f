import { setTimeout as sleep } from "node:timers/promises";
import type { GlueClient, JobRun } from "@aws-sdk/client-glue";
import { refuse } from "../diagnostics/diagnostic.ts";
import { told } from "./aws.ts";
import type { StackOutputs } from "./stack.ts";

export type JobState = NonNullable<JobRun["JobRunState"]>;

/** How the run of a job stands. */
export interface FollowedJob {
  /** The table that it makes, or `lake`. */
  readonly of: string;
  readonly state: JobState;
  /** Seconds of work. */
  readonly seconds: number;
  readonly error: string | null;
}

export interface TriggerResult {
  readonly workflow: string;
  readonly run: string;
  readonly jobs: readonly FollowedJob[];
}

const ENDED: ReadonlySet<string> = new Set(["COMPLETED", "STOPPED", "ERROR"]);
/** Milliseconds. */
const POLL = 5_000;

/** Starts the stack's workflow. Refuses with `aws-failed`, also when a run of it goes on already. */
export async function startWorkflow({ workflow }: StackOutputs, glue: GlueClient): Promise<string> {
  const { StartWorkflowRunCommand } = await import("@aws-sdk/client-glue");
  const { RunId } = await glue.send(new StartWorkflowRunCommand({ Name: workflow })).catch(told(`starting the workflow ${workflow}`));
  return RunId ?? refuse("aws-failed", { doing: `starting the workflow ${workflow}`, reason: "Glue gave the run no id" });
}

/**
 * Follows a run of the workflow to its end and tells each change of a job. Refuses with `workflow-failed` when a job did not succeed; an
 * abort ends the following, not the run.
 */
export async function followWorkflow(
  run: string,
  { workflow, jobs }: StackOutputs,
  glue: GlueClient,
  onChange: (job: FollowedJob) => void,
  signal: AbortSignal,
  poll: number = POLL,
): Promise<TriggerResult> {
  const { GetWorkflowRunCommand } = await import("@aws-sdk/client-glue");
  const tables = new Map(Object.entries(jobs).map(([of, job]) => [job, of]));
  const seen = new Map<string, FollowedJob>();
  for (;;) {
    const { Run } = await glue
      .send(new GetWorkflowRunCommand({ Name: workflow, RunId: run, IncludeGraph: true }))
      .catch(told(`following the workflow ${workflow}`));
    for (const { Type, Name, JobDetails } of Run?.Graph?.Nodes ?? []) {
      const latest = JobDetails?.JobRuns?.at(-1);
      if (Type !== "JOB" || Name === undefined || latest?.JobRunState === undefined) continue;
      const job: FollowedJob = {
        of: tables.get(Name) ?? Name,
        state: latest.JobRunState,
        seconds: latest.ExecutionTime ?? 0,
        error: latest.ErrorMessage ?? null,
      };
      const before = seen.get(job.of);
      seen.set(job.of, job);
      if (before?.state !== job.state) onChange(job);
    }
    if (Run?.Status !== undefined && ENDED.has(Run.Status)) return ended(workflow, run, Run.Status, [...seen.values()]);
    if (signal.aborted) refuse("interrupted", {});
    await sleep(poll, undefined, { signal }).catch(() => {});
  }
}

function ended(workflow: string, run: string, status: string, jobs: readonly FollowedJob[]): TriggerResult {
  const failed = jobs.filter(({ state }) => state !== "SUCCEEDED");
  if (status !== "COMPLETED" || failed.length > 0 || jobs.length === 0)
    refuse("workflow-failed", {
      workflow,
      jobs: failed.map(({ of, state, error }) => `${of} ${state}${error === null ? "" : `: ${error}`}`),
    });
  return { workflow, run, jobs };
}
