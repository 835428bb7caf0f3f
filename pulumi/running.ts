import * as pulumi from "@pulumi/pulumi";
import { Mistakes } from "./mistakes.ts";

const LONGEST_MS = 5_000;

/**
 * Throws `Mistakes` while a run of the stack's workflow goes on: its jobs that have not begun would be the new ones, over tables that the old
 * ones have made. A preview only warns, and so does an answer that cannot be had.
 */
export async function refuseWhileRunning(workflow: string, region: string): Promise<void> {
  const status = await lastStatus(workflow, region).catch((error: Error) => {
    void pulumi.log.warn(`whether ${workflow} is running cannot be asked: ${error.message}`);
    return undefined;
  });
  if (status !== "RUNNING" && status !== "STOPPING") return;
  const told = `a run of ${workflow} goes on: its later jobs would be the new ones`;
  if (pulumi.runtime.isDryRun()) void pulumi.log.warn(`${told}; \`pulumi up\` waits for nobody, and refuses until the run has ended`);
  else throw new Mistakes(told, ["wait for its end, or stop it in Glue's console, and run `pulumi up` again"]);
}

async function lastStatus(Name: string, region: string): Promise<string | undefined> {
  const { GetWorkflowCommand, GlueClient } = await import("@aws-sdk/client-glue");
  const profile = new pulumi.Config("aws").get("profile");
  const glue = new GlueClient({ region, maxAttempts: 1, ...(profile === undefined ? {} : { profile }) });
  try {
    const { Workflow } = await glue.send(new GetWorkflowCommand({ Name }), { abortSignal: AbortSignal.timeout(LONGEST_MS) });
    return Workflow?.LastRun?.Status;
  } catch (error) {
    if ((error as Error).name === "EntityNotFoundException") return undefined;
    throw error;
  } finally {
    glue.destroy();
  }
}
