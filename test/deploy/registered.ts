import * as pulumi from "@pulumi/pulumi";
import { Lakehouse } from "../../pulumi/lakehouse.ts";
import { GENERATED, stediStack } from "./lake.ts";
import type { Registered } from "./promises.ts";

/** What the program registers for a stack with these settings, by Pulumi's mocks: no engine, no provider. */
export async function registeredOf(configuration: Readonly<Record<string, string>>, stack: string): Promise<readonly Registered[]> {
  const resources: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        resources.push({ type, name, inputs });
        const id = typeof inputs["bucket"] === "string" ? inputs["bucket"] : `${name}-id`;
        return { id, state: { ...inputs, arn: `arn:aws:test:::${name}` } };
      },
      call: ({ token }) => (token === "aws:ec2/getRouteTables:getRouteTables" ? { ids: ["rtb-1"] } : { id: "vpc-1" }),
    },
    "sluice",
    stack,
  );
  new Lakehouse("lakehouse", GENERATED, stediStack(configuration, stack));
  await pulumi.runtime.disconnect();
  return resources;
}
