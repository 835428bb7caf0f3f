import { dirname } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { commitOf } from "./commit.ts";
import { deploymentOf } from "./decide/deployment.ts";
import { readGenerated, zonesOf } from "./generated.ts";
import { Lakehouse, type Outputs } from "./lakehouse.ts";
import { Mistakes } from "./mistakes.ts";
import { refuseWhileRunning } from "./running.ts";
import { readSettings, settingsIn } from "./settings.ts";

/** Declares the lakehouse that the folder `generated` describes, for the stack that runs. A mistake of the user's is told without a stack trace. */
export async function program(generatedFolder: string): Promise<Outputs> {
  try {
    return await declare(generatedFolder);
  } catch (error) {
    if (!(error instanceof Mistakes)) throw error;
    throw new pulumi.RunError(error.message);
  }
}

async function declare(generatedFolder: string): Promise<Outputs> {
  const generated = readGenerated(generatedFolder);
  const settings = readSettings(settingsIn(pulumi.runtime.allConfig(), pulumi.getProject()), zonesOf(generated));
  const [{ accountId }, { region }, { partition }] = await Promise.all([
    aws.getCallerIdentity({}),
    aws.getRegion({}),
    aws.getPartition({}),
  ]);
  const place = { partition, account: accountId, region };
  const deployment = deploymentOf(generated, settings, pulumi.getStack(), place, commitOf(dirname(generatedFolder)));
  await refuseWhileRunning(deployment.names.workflow, region);
  return withoutStackTraces(() => new Lakehouse("lakehouse", generatedFolder, deployment).outputs);
}

/**
 * Pulumi's SDK takes four stack traces of every property of a resource, for a message about promises that never settle; they cost more than
 * all else that is done to declare a lake. An error while it is declared has its message only; Pulumi's source positions stay.
 */
function withoutStackTraces<T>(act: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return act();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
