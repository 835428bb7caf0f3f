import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../decide/deployment.ts";
import type { Logs } from "./logs.ts";

/** What the runtime says when a source has more bad records than it may; see `dsl/runtime`. */
const TOO_MANY_BAD_RECORDS = '"are bad, more than"';
const PERIOD_SECONDS = 300;

/** Tells people of failed jobs and of too many bad records, by mail. */
export class Alarms extends pulumi.ComponentResource {
  constructor(
    name: string,
    { names, arns, settings, place, failureRules, tags }: Deployment,
    logs: Logs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("sluice:watch:Alarms", name, {}, options);
    const own = { parent: this };
    const { kmsKey, alarmEmails } = settings;
    const topic = new aws.sns.Topic(
      name,
      { name: names.topic, displayName: `Sluice: ${names.database}`, ...(kmsKey === undefined ? {} : { kmsMasterKeyId: kmsKey }), tags },
      own,
    );
    const mayPublish = new aws.sns.TopicPolicy(
      name,
      { arn: topic.arn, policy: JSON.stringify(topicPolicy(arns.topic, place.account)) },
      own,
    );
    for (const email of alarmEmails)
      new aws.sns.TopicSubscription(`${name}-${email}`, { topic: topic.arn, protocol: "email", endpoint: email }, own);

    for (const { name: ruleName, pattern } of failureRules) {
      const rule = new aws.cloudwatch.EventRule(
        ruleName,
        { name: ruleName, description: "A job of the lake has failed, timed out or was stopped.", eventPattern: pattern, tags },
        own,
      );
      new aws.cloudwatch.EventTarget(ruleName, { rule: rule.name, arn: topic.arn }, { parent: this, dependsOn: [mayPublish] });
    }

    const [errors] = logs.groups;
    if (errors === undefined) throw new Error("Glue has a log group for errors");
    const metric = { namespace: "Sluice", name: `${names.database}-quarantine` };
    new aws.cloudwatch.LogMetricFilter(
      `${name}-quarantine`,
      {
        name: names.quarantineAlarm,
        logGroupName: errors.name,
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
        statistic: "Sum",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        period: PERIOD_SECONDS,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
        alarmActions: [topic.arn],
        tags,
      },
      own,
    );
    this.registerOutputs({});
  }
}

/** EventBridge and CloudWatch of this account may publish, over TLS. */
const topicPolicy = (topic: string, account: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Publish",
      Effect: "Allow",
      Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
      Action: ["sns:Publish"],
      Resource: [topic],
      Condition: { StringEquals: { "aws:SourceAccount": [account] } },
    },
    {
      Sid: "RefuseWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: ["sns:Publish"],
      Resource: [topic],
      Condition: { Bool: { "aws:SecureTransport": ["false"] } },
    },
  ],
});
