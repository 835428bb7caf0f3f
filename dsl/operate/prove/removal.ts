import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { lastLine, reasonIn } from "../pulumi.ts";
import type { Bench, PulumiHere } from "./bench.ts";

const GOING_ON: ReadonlySet<string | undefined> = new Set(["RUNNING", "STOPPING"]);
/** Milliseconds: how long a run of the workflow may take to stop, and between two questions about it. */
const LONGEST_STOP = 300_000;
const POLL = 2_000;

/** Stops a run of the workflow that goes on, so that no job writes into what is being removed. No workflow is none that runs. */
export async function stopRun({ glue, planned, say }: Pick<Bench, "glue" | "planned" | "say">, signal: AbortSignal): Promise<void> {
  const { GetWorkflowCommand, StopWorkflowRunCommand } = await import("@aws-sdk/client-glue");
  const last = async () => {
    try {
      return (await glue.send(new GetWorkflowCommand({ Name: planned.workflow }))).Workflow?.LastRun;
    } catch (error) {
      if ((error as Error).name === "EntityNotFoundException") return undefined;
      throw error;
    }
  };
  const run = await last();
  if (run?.WorkflowRunId === undefined || !GOING_ON.has(run.Status)) return;
  say("stopping the run of the workflow");
  // One that has ended meanwhile cannot be stopped.
  await glue.send(new StopWorkflowRunCommand({ Name: planned.workflow, RunId: run.WorkflowRunId })).catch(() => {});
  const until = Date.now() + LONGEST_STOP;
  while (GOING_ON.has((await last())?.Status) && Date.now() < until && !signal.aborted)
    await sleep(POLL, undefined, { signal }).catch(() => {});
}

/** Destroys the stack; once more, with what the account really has, when that fails. Throws with Pulumi's reason. */
export async function takeDown(
  { pulumi, say }: { readonly pulumi: PulumiHere; readonly say: (text: string) => void },
  signal: AbortSignal,
) {
  const destroy = (...more: readonly string[]) => pulumi(["destroy", "--yes", "--skip-preview", ...more], signal);
  const first = await destroy();
  if (first.code === 0) return;
  if (signal.aborted) throw new Error("stopped");
  say("pulumi destroy has failed: it is tried once more");
  await pulumi(["cancel", "--yes"], signal);
  const second = await destroy("--refresh");
  if (second.code !== 0) throw new Error(`pulumi destroy: ${reasonIn(second.stdout, second.stderr)}`);
}

const resourceSchema = z.object({ urn: z.string(), type: z.string(), custom: z.boolean().default(false) });
const stateSchema = z.object({
  deployment: z.object({
    resources: z.array(resourceSchema).default([]),
    /** What was begun and of which nobody knows the end: it may be there. */
    pending_operations: z.array(z.object({ resource: resourceSchema })).default([]),
  }),
});

/** What the state still has of the account, each as `type name`. */
export async function leftInState({ pulumi }: { readonly pulumi: PulumiHere }): Promise<readonly string[]> {
  const { code, stdout, stderr } = await pulumi(["stack", "export"]);
  if (code !== 0) throw new Error(`pulumi stack export: ${lastLine(stderr)}`);
  const { resources, pending_operations: pending } = stateSchema.parse(JSON.parse(stdout)).deployment;
  const left = [...resources, ...pending.map(({ resource }) => resource)]
    .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
    .map(({ urn, type }) => `${type} ${urn.split("::").at(-1)}`);
  return [...new Set(left)];
}
