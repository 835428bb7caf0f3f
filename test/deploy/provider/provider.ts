import { athenaHandlers } from "./athena.ts";
import { clientsOf, REGION } from "./clients.ts";
import { glueHandlers } from "./glue.ts";
import { type Handler, inMemory, text } from "./handler.ts";
import { iamHandlers } from "./iam.ts";
import { optimizerHandlers } from "./optimizers.ts";
import { s3Handlers } from "./s3.ts";
import { type Invokes, type Provider, startProvider } from "./server.ts";

export const ACCOUNT = "000000000000";

const byName = (inputs: Readonly<Record<string, unknown>>): string => text(inputs, "name");

/** What the emulator does not have, or what nothing of the tests looks at: state in memory. */
const MEMORY: Readonly<Record<string, Handler>> = {
  "aws:cloudwatch/logGroup:LogGroup": inMemory(["name", "retentionInDays", "kmsKeyId", "tags"], ["name"], byName),
  "aws:cloudwatch/eventRule:EventRule": inMemory(["name", "description", "eventPattern", "tags"], ["name"], byName),
  "aws:cloudwatch/eventTarget:EventTarget": inMemory(["rule", "arn"], ["rule", "arn"], (inputs) => `${text(inputs, "rule")}-target`),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": inMemory(
    ["name", "logGroupName", "pattern", "metricTransformation"],
    ["name", "logGroupName"],
    byName,
  ),
  "aws:cloudwatch/metricAlarm:MetricAlarm": inMemory(
    [
      "name",
      "alarmDescription",
      "namespace",
      "metricName",
      "dimensions",
      "statistic",
      "comparisonOperator",
      "threshold",
      "period",
      "evaluationPeriods",
      "treatMissingData",
      "alarmActions",
      "tags",
    ],
    ["name"],
    byName,
  ),
  "aws:sns/topic:Topic": inMemory(["name", "displayName", "kmsMasterKeyId", "tags"], ["name"], byName, (inputs) => ({
    arn: `arn:aws:sns:${REGION}:${ACCOUNT}:${text(inputs, "name")}`,
  })),
  "aws:sns/topicPolicy:TopicPolicy": inMemory(["arn", "policy"], ["arn"], (inputs) => text(inputs, "arn")),
  "aws:sns/topicSubscription:TopicSubscription": inMemory(
    ["topic", "protocol", "endpoint"],
    ["topic", "protocol", "endpoint"],
    (inputs) => `${text(inputs, "topic")}:${text(inputs, "endpoint")}`,
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": inMemory(
    ["vpcId", "serviceName", "vpcEndpointType", "routeTableIds", "policy", "tags"],
    ["vpcId", "serviceName", "vpcEndpointType"],
    (inputs) => `vpce-of-${text(inputs, "vpcId")}`,
  ),
};

const INVOKES: Invokes = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    id: ACCOUNT,
    userId: "test",
  }),
  "aws:index/getRegion:getRegion": () => ({ region: REGION, name: REGION, id: REGION, description: "", endpoint: "" }),
  "aws:index/getPartition:getPartition": () => ({
    partition: "aws",
    id: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:ec2/getVpc:getVpc": () => ({ id: "vpc-0123456789abcdef0", default: true }),
  "aws:ec2/getRouteTables:getRouteTables": () => ({ id: REGION, ids: ["rtb-0123456789abcdef0"] }),
};

/** The provider of the tests: S3, Glue, IAM and Athena go to the emulator at `endpoint`. */
export async function startTestProvider(endpoint: string): Promise<Provider> {
  const { athena, glue, iam, s3 } = clientsOf(endpoint);
  return startProvider(
    { ...MEMORY, ...optimizerHandlers(), ...s3Handlers(s3), ...glueHandlers(glue, s3), ...iamHandlers(iam), ...athenaHandlers(athena) },
    INVOKES,
  );
}
