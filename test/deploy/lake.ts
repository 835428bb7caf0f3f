import { join } from "node:path";
import { type Deployment, deploymentOf } from "../../pulumi/decide/deployment.ts";
import { readGenerated, zonesOf } from "../../pulumi/generated.ts";
import { readSettings } from "../../pulumi/settings.ts";

export const GENERATED = join(import.meta.dirname, "..", "..", "generated");
export const PLACE = { partition: "aws", account: "123456789012", region: "eu-central-1" } as const;

/** The STEDI lake of this repository, as a stack with these settings. */
export function stediStack(configuration: Readonly<Record<string, string>> = {}, stack = "dev"): Deployment {
  const generated = readGenerated(GENERATED);
  return deploymentOf(generated, readSettings(configuration, zonesOf(generated)), stack, PLACE);
}
