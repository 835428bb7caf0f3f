import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../decide/deployment.ts";
import { logGroupsOf } from "../decide/jobs.ts";

/** The log groups that Glue writes to, with retention. */
export class Logs extends pulumi.ComponentResource {
  readonly groups: readonly { readonly of: string; readonly group: aws.cloudwatch.LogGroup }[];

  constructor(name: string, { names, settings, tags }: Deployment, options?: pulumi.ComponentResourceOptions) {
    super("sluice:watch:Logs", name, {}, options);
    const { kmsKey, logDays } = settings;
    this.groups = logGroupsOf(names).map((group) => {
      const of = group.slice(group.lastIndexOf("/") + 1);
      const named = { name: group, retentionInDays: logDays, ...(kmsKey === undefined ? {} : { kmsKeyId: kmsKey }), tags };
      return { of, group: new aws.cloudwatch.LogGroup(`${name}-${of}`, named, { parent: this }) };
    });
    this.registerOutputs({});
  }
}
