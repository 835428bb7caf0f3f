import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArchiveObject, Content, ScriptObject } from "../decide/bundle.ts";
import type { JobPlan } from "../decide/jobs.ts";
import { trustGlue } from "../decide/policy-document.ts";
import type { Settings } from "../settings.ts";
import { Role } from "./role.ts";

export interface GlueJobArgs {
  readonly plan: JobPlan;
  readonly scripts: aws.s3.Bucket;
  readonly settings: Settings;
  readonly account: string;
  readonly tags: Readonly<Record<string, string>>;
}

const assetOf = (content: Content): pulumi.asset.Asset =>
  "file" in content ? new pulumi.asset.FileAsset(content.file) : new pulumi.asset.StringAsset(content.text);

/** A Glue job with its role, its script and its plans in the scripts bucket. */
export class GlueJob extends pulumi.ComponentResource {
  readonly job: aws.glue.Job;

  constructor(name: string, { plan, scripts, settings, account, tags }: GlueJobArgs, options?: pulumi.ComponentResourceOptions) {
    super("sluice:jobs:GlueJob", name, {}, options);
    const own = { parent: this };
    const role = new Role(
      `${name}-job`,
      {
        roleName: plan.role,
        description: `What the job of ${plan.of} reads and writes.`,
        trust: trustGlue(account),
        rights: plan.rights,
        settings,
        tags,
      },
      own,
    );
    const { prefix, script, plans } = plan.bundle;
    // A run that has begun may still start what it began with; the objects go with the bucket.
    const kept = { ...own, retainOnDelete: true };
    const object = ({ key, sha256 }: ScriptObject | ArchiveObject, source: pulumi.asset.Asset | pulumi.asset.Archive) =>
      new aws.s3.BucketObjectv2(`${name}/${key.slice(prefix.length)}`, { bucket: scripts.id, key, source, sourceHash: sha256 }, kept);
    const members = Object.entries(plans.members).map(([path, content]) => [path, assetOf(content)] as const);
    const objects = [
      object(script, new pulumi.asset.FileAsset(script.file)),
      object(plans, new pulumi.asset.AssetArchive(Object.fromEntries(members))),
    ];
    this.job = new aws.glue.Job(
      name,
      {
        name: plan.name,
        description: plan.description,
        roleArn: role.arn,
        glueVersion: plan.glueVersion,
        command: { name: "glueetl", pythonVersion: "3", scriptLocation: plan.scriptLocation },
        defaultArguments: plan.arguments,
        workerType: plan.workerType,
        numberOfWorkers: plan.workers,
        timeout: plan.timeoutMinutes,
        maxRetries: plan.retries,
        jobRunQueuingEnabled: plan.queue,
        executionClass: plan.executionClass,
        executionProperty: { maxConcurrentRuns: 1 },
        tags,
      },
      { parent: this, dependsOn: objects },
    );
    this.registerOutputs({});
  }
}
