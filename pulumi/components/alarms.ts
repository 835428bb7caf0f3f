import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { topicPolicy } from "../decide/alarm-topic.ts";
import type { Deployment } from "../decide/deployment.ts";
import type { Logs } from "./logs.ts";

/** What the runtime says when a source has more bad records than it may; see `dsl/runtime`. */
const TOO_MANY_BAD_RECORDS = '"bad, more than the"';
const PERIOD_SECONDS = 300;

/** One time is enough, and no data is good news. */
const ONCE = {
  statistic: "Sum",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  period: PERIOD_SECONDS,
  evaluationPeriods: 1,
  treatMissingData: "notBreaching",
} as const;

/** Tells people of failed jobs and of too many bad records: by mail, or through a topic of theirs. */
export class Alarms extends pulumi.ComponentResource {
  constructor(name: string, deployment: Deployment, logs: Logs, options?: pulumi.ComponentResourceOptions) {
    super("sluice:watch:Alarms", name, {}, options);
    const { names, failureRules, tags } = deployment;
    const own = { parent: this };
    const { topic, ready } = this.#topic(name, deployment);

    for (const { name: ruleName, pattern } of failureRules) {
      const rule = new aws.cloudwatch.EventRule(
        ruleName,
        { name: ruleName, description: "A job of the lake has failed, timed out or was stopped.", eventPattern: pattern, tags },
        own,
      );
      new aws.cloudwatch.EventTarget(ruleName, { rule: rule.name, arn: topic }, { parent: this, dependsOn: ready });
      new aws.cloudwatch.MetricAlarm(
        ruleName,
        {
          name: ruleName,
          alarmDescription: "EventBridge could not tell of a failed job: see the topic's policy and its key.",
          namespace: "AWS/Events",
          metricName: "FailedInvocations",
          dimensions: { RuleName: rule.name },
          ...ONCE,
          alarmActions: [topic],
          tags,
        },
        own,
      );
    }

    const metric = { namespace: "Sluice", name: `${names.database}-quarantine` };
    // From Glue 5.0 on, what a script prints goes to the second group, and what Glue says of it to the first
    // (https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html).
    for (const { of, group } of logs.groups)
      new aws.cloudwatch.LogMetricFilter(
        `${name}-quarantine-${of}`,
        {
          name: names.quarantineAlarm,
          logGroupName: group.name,
          pattern: TOO_MANY_BAD_RECORDS,
          metricTransformation: { ...metric, value: "1" },
        },
        own,
      );
    new aws.cloudwatch.MetricAlarm(
      `${name}-quarantine`,
      {
        name: names.quarantineAlarm,
        alarmDescription:
          "More records of a source are bad, or more of their bytes, than its `quarantine.atMost` allows; the job has committed nothing.",
        namespace: metric.namespace,
        metricName: metric.name,
        ...ONCE,
        alarmActions: [topic],
        tags,
      },
      own,
    );
    this.registerOutputs({});
  }

  /** The topic that alarms go to, and what has to stand before one is sent. */
  #topic(
    name: string,
    { names, arns, settings, place, tags }: Deployment,
  ): { readonly topic: pulumi.Input<string>; readonly ready: pulumi.Resource[] } {
    const { kmsKey, alarmEmails, alarmTopic } = settings;
    if (alarmTopic !== undefined) return { topic: alarmTopic, ready: [] };
    const own = { parent: this };
    const topic = new aws.sns.Topic(
      name,
      { name: names.topic, displayName: `Sluice: ${names.database}`, ...(kmsKey === undefined ? {} : { kmsMasterKeyId: kmsKey }), tags },
      own,
    );
    const mayPublish = new aws.sns.TopicPolicy(name, { arn: topic.arn, policy: JSON.stringify(topicPolicy(arns, place)) }, own);
    for (const email of alarmEmails)
      new aws.sns.TopicSubscription(`${name}-${email}`, { topic: topic.arn, protocol: "email", endpoint: email }, own);
    return { topic: topic.arn, ready: [mayPublish] };
  }
}
