import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../decide/deployment.ts";

const BYTES_IN_GB = 1_000_000_000;

/** Athena: workgroups with limits and encrypted results, and the named queries. */
export class Queries extends pulumi.ComponentResource {
  readonly queries: ReadonlyMap<string, aws.athena.NamedQuery>;

  constructor(
    name: string,
    { names, settings, workgroups, queries, tags }: Deployment,
    lake: aws.s3.Bucket,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("sluice:query:Queries", name, {}, options);
    const own = { parent: this };
    const { kmsKey, protect, queryScanLimitGB } = settings;
    const groups = new Map(
      workgroups.map(({ name: group, description, results }) => [
        group,
        new aws.athena.Workgroup(
          group,
          {
            name: group,
            description,
            forceDestroy: !protect,
            configuration: {
              enforceWorkgroupConfiguration: true,
              publishCloudwatchMetricsEnabled: true,
              bytesScannedCutoffPerQuery: queryScanLimitGB * BYTES_IN_GB,
              resultConfiguration: {
                outputLocation: pulumi.interpolate`s3://${lake.id}/${results}`,
                encryptionConfiguration:
                  kmsKey === undefined ? { encryptionOption: "SSE_S3" } : { encryptionOption: "SSE_KMS", kmsKeyArn: kmsKey },
              },
            },
            tags,
          },
          own,
        ),
      ]),
    );
    this.queries = new Map(
      queries.map(({ name: query, workgroup, sql }) => [
        query,
        new aws.athena.NamedQuery(
          query,
          { name: query, database: names.database, workgroup: groups.get(workgroup)?.name ?? workgroup, query: sql },
          own,
        ),
      ]),
    );
    this.registerOutputs({});
  }
}
