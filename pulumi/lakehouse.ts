import { join, resolve } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Alarms } from "./components/alarms.ts";
import { lakeExpiry, PrivateBucket } from "./components/buckets.ts";
import { Catalog } from "./components/catalog.ts";
import { DestroyGuard } from "./components/destroy-guard.ts";
import { GlueJob } from "./components/job.ts";
import { LandingData } from "./components/landing-data.ts";
import { Logs } from "./components/logs.ts";
import { S3Endpoint } from "./components/network.ts";
import { Queries } from "./components/queries.ts";
import { Readers } from "./components/readers.ts";
import { Upkeep } from "./components/upkeep.ts";
import { Workflow } from "./components/workflow.ts";
import type { Deployment, Origin } from "./decide/deployment.ts";
import { LANDING } from "./decide/prefixes.ts";

/** What a stack tells the commands that use it; `dsl/operate` reads it. */
export interface Outputs {
  readonly region: string;
  readonly database: string;
  /** `s3://...`, as `landing` and `scripts`. */
  readonly lake: pulumi.Output<string>;
  readonly landing: pulumi.Output<string>;
  readonly scripts: pulumi.Output<string>;
  readonly workflow: pulumi.Output<string>;
  readonly deployed: Origin;
  /** Table, or `lake` -> name of the job. */
  readonly jobs: Readonly<Record<string, pulumi.Output<string>>>;
  readonly queries: Readonly<Record<string, { readonly id: pulumi.Output<string>; readonly workgroup: pulumi.Output<string | undefined> }>>;
}

/** The lakehouse of one stack: declares what was decided. */
export class Lakehouse extends pulumi.ComponentResource {
  readonly outputs: Outputs;

  constructor(name: string, generatedFolder: string, deployment: Deployment, options?: pulumi.ComponentResourceOptions) {
    super("sluice:Lakehouse", name, {}, options);
    const { settings, names, arns, tags, runtime, jobs, warnings } = deployment;
    const own = { parent: this };
    for (const warning of warnings) void pulumi.log.warn(warning, this);
    const lake = new PrivateBucket(
      "lake",
      { bucketName: names.lakeBucket, arn: arns.lake, settings, tags, expire: lakeExpiry(settings) },
      own,
    );
    const scripts = new PrivateBucket("scripts", { bucketName: names.scriptsBucket, arn: arns.scripts, settings, tags, expire: {} }, own);
    const afterGuards = (bucket: PrivateBucket) => ({ parent: this, dependsOn: [...bucket.guards] });
    const endpoint = settings.vpc === "none" ? [] : [new S3Endpoint("s3", deployment, own)];
    const catalog = new Catalog("catalog", deployment, afterGuards(lake));
    const upkeep = new Upkeep("upkeep", deployment, catalog, own);
    const logs = new Logs("logs", deployment, own);

    const runtimeZip = new aws.s3.BucketObjectv2(
      "runtime",
      {
        bucket: scripts.bucket.id,
        key: runtime.key,
        source: new pulumi.asset.AssetArchive(
          Object.fromEntries(runtime.files.map((path) => [path, new pulumi.asset.FileAsset(join(generatedFolder, path))])),
        ),
      },
      { ...afterGuards(scripts), retainOnDelete: true },
    );
    const ready = [...scripts.guards, runtimeZip, ...logs.groups.map(({ group }) => group)];
    const glueJobs = new Map(
      jobs.map((plan) => [
        plan.of,
        new GlueJob(
          plan.of,
          { plan, scripts: scripts.bucket, settings, account: deployment.place.account, tags },
          { parent: this, dependsOn: ready },
        ),
      ]),
    );
    const workflow = new Workflow("workflow", deployment, glueJobs, own);
    const queries = new Queries("queries", deployment, lake.bucket, own);
    const readers = new Readers("readers", deployment, own);
    const alarms = new Alarms("alarms", deployment, logs, own);
    const landing =
      settings.landingData === undefined
        ? []
        : // Of the project, beside `generated`: Pulumi starts the program in the folder of its first file.
          [new LandingData("landing", resolve(generatedFolder, "..", settings.landingData), lake.bucket, afterGuards(lake))];
    const all = [lake, scripts, ...endpoint, catalog, upkeep, logs, runtimeZip, ...glueJobs.values(), workflow, queries, readers, alarms];
    new DestroyGuard("guard", this, settings.protect, [...all, ...landing]);

    this.outputs = {
      region: deployment.place.region,
      database: names.database,
      lake: pulumi.interpolate`s3://${lake.bucket.id}`,
      landing: pulumi.interpolate`s3://${lake.bucket.id}/${LANDING}`,
      scripts: pulumi.interpolate`s3://${scripts.bucket.id}`,
      workflow: workflow.workflow.name,
      deployed: deployment.origin,
      jobs: Object.fromEntries([...glueJobs].map(([of, { job }]) => [of, job.name])),
      queries: Object.fromEntries([...queries.queries].map(([query, { id, workgroup }]) => [query, { id, workgroup }])),
    };
    this.registerOutputs({ ...this.outputs });
  }
}
