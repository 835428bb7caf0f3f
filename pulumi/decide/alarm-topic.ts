import type { Settings } from "../settings.ts";
import type { Arns } from "./arns.ts";
import type { Place } from "./names.ts";
import type { PolicyDocument } from "./policy-document.ts";

/**
 * Who may publish to the stack's own topic, over TLS: this account's CloudWatch, and EventBridge. EventBridge's statement has no
 * condition: with one its messages are refused, because it does not say for whom it publishes
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions).
 */
export const topicPolicy = ({ topic }: Pick<Arns, "topic">, { account }: Place): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "PublishAlarms",
      Effect: "Allow",
      Principal: { Service: ["cloudwatch.amazonaws.com"] },
      Action: ["sns:Publish"],
      Resource: [topic],
      Condition: { StringEquals: { "aws:SourceAccount": [account] } },
    },
    {
      Sid: "PublishEvents",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com"] },
      Action: ["sns:Publish"],
      Resource: [topic],
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

/** Warns of a stack that runs without anybody to see it and tells nobody when it fails. */
export const receiverWarnings = ({ alarmEmails, alarmTopic, schedule, protect }: Settings): readonly string[] =>
  alarmEmails.length === 0 && alarmTopic === undefined && (schedule !== undefined || protect)
    ? [
        `nobody hears of a failed job or of too many bad records, and the stack ${schedule === undefined ? "is protected" : "runs by a schedule"}: set sluice:alarmEmails or sluice:alarmTopic`,
      ]
    : [];
