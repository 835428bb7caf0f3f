import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { deploymentOf } from "./decide/deployment.ts";
import { readGenerated } from "./generated.ts";
import { Lakehouse } from "./lakehouse.ts";
import { Mistakes } from "./mistakes.ts";
import { readSettings } from "./settings.ts";

const GENERATED = join(import.meta.dirname, "..", "generated");
const NAMESPACE = "sluice:";

async function deploy(): Promise<Readonly<Record<string, pulumi.Input<unknown>>>> {
  const generated = readGenerated(GENERATED);
  const configuration = Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig()).flatMap(([key, value]) =>
      key.startsWith(NAMESPACE) ? [[key.slice(NAMESPACE.length), value]] : [],
    ),
  );
  const zones = [...new Set(generated.tables.map(({ zone }) => zone))].sort();
  const settings = readSettings(configuration, zones);
  const [{ accountId }, { region }, { partition }] = await Promise.all([
    aws.getCallerIdentity({}),
    aws.getRegion({}),
    aws.getPartition({}),
  ]);
  const deployment = deploymentOf(generated, settings, pulumi.getStack(), { partition, account: accountId, region });
  return new Lakehouse("lakehouse", GENERATED, deployment).outputs;
}

/** A mistake of the user's is told without a stack trace. */
function tell(error: unknown): never {
  if (!(error instanceof Mistakes)) throw error;
  throw new pulumi.RunError(error.message);
}

const outputs = await deploy().catch(tell);
export const { region, database, lake, landing, scripts, workflow, jobs, queries } = outputs;
