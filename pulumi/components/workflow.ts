import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment, Origin } from "../decide/deployment.ts";
import type { GlueJob } from "./job.ts";

/** On the workflow alone: what every deployment changes is one resource. */
const deployedTags = ({ manifest, commit }: Origin): Readonly<Record<string, string>> => ({
  "sluice:manifest": manifest,
  ...(commit === undefined ? {} : { "sluice:commit": commit }),
});

/** Starts the jobs in the order of the dependency graph, one run at a time. */
export class Workflow extends pulumi.ComponentResource {
  readonly workflow: aws.glue.Workflow;

  constructor(
    name: string,
    { names, settings, workflow, tags, origin }: Deployment,
    jobs: ReadonlyMap<string, GlueJob>,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("sluice:jobs:Workflow", name, {}, options);
    const own = { parent: this };
    this.workflow = new aws.glue.Workflow(
      name,
      {
        name: names.workflow,
        description: "Makes every table of the lake.",
        maxConcurrentRuns: 1,
        tags: { ...tags, ...deployedTags(origin) },
      },
      own,
    );
    const jobOf = (table: string): aws.glue.Job => {
      const job = jobs.get(table);
      if (job === undefined) throw new Error(`${table} has no job`);
      return job.job;
    };
    const start = (tables: readonly string[]) => tables.map((table) => ({ jobName: jobOf(table).name }));
    new aws.glue.Trigger(
      `${name}-start`,
      {
        name: names.startTrigger,
        description: "Starts every job that waits for no other.",
        workflowName: this.workflow.name,
        ...(settings.schedule === undefined
          ? // The provider starts a trigger on demand when it is made, and with it the whole workflow, unless it is not `enabled`
            // (terraform-provider-aws, internal/service/glue/trigger.go; its issues 38222 and 42498).
            { type: "ON_DEMAND", enabled: false }
          : { type: "SCHEDULED", schedule: settings.schedule, startOnCreation: true }),
        actions: start(workflow.first),
        tags,
      },
      own,
    );
    for (const { starts, after } of workflow.triggers) {
      const [named = ""] = starts;
      new aws.glue.Trigger(
        `${named}-trigger`,
        {
          name: names.trigger(named),
          description: "Starts what reads these tables, when they are made.",
          workflowName: this.workflow.name,
          type: "CONDITIONAL",
          startOnCreation: true,
          predicate: {
            logical: "AND",
            conditions: after.map((read) => ({ jobName: jobOf(read).name, state: "SUCCEEDED", logicalOperator: "EQUALS" })),
          },
          actions: start(starts),
          tags,
        },
        own,
      );
    }
    this.registerOutputs({});
  }
}
