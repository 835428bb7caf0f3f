import * as pulumi from "@pulumi/pulumi";
import { Lakehouse } from "../../pulumi/lakehouse.ts";
import { GENERATED, PLACE, stediStack } from "./lake.ts";
import type { Registered } from "./promises.ts";

/** As AWS gives them, to what another resource refers to. */
function arnOf(type: string, name: string): string {
  const [, service = ""] = /^aws:(\w+)\//.exec(type) ?? [];
  if (service === "iam") return `arn:aws:iam::${PLACE.account}:role/${name}`;
  return `arn:aws:${service}:${PLACE.region}:${PLACE.account}:${name}`;
}

/** What the program registers for a stack with these settings, by Pulumi's mocks: no engine, no provider. */
export async function registeredOf(
  configuration: Readonly<Record<string, string>>,
  stack: string,
  deployment = stediStack(configuration, stack),
): Promise<readonly Registered[]> {
  const resources: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        resources.push({ type, name, inputs });
        const id = String(inputs["bucket"] ?? inputs["name"] ?? `${name}-id`);
        return { id, state: { ...inputs, arn: arnOf(type, String(inputs["name"] ?? name)) } };
      },
      call: ({ token }) =>
        token === "aws:ec2/getRouteTables:getRouteTables" ? { ids: ["rtb-0123456789abcdef0"] } : { id: "vpc-0fedcba9876543210" },
    },
    "sluice",
    stack,
  );
  const { stackTraceLimit } = Error;
  // As the program does.
  Error.stackTraceLimit = 0;
  try {
    new Lakehouse("lakehouse", GENERATED, deployment);
    await pulumi.runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return resources;
}
