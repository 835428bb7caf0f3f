import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { LandingData } from "../../pulumi/components/landing-data.ts";
import { CASES, isRead, isRefused } from "../landing/cases.ts";
import { put } from "../run/fixture.ts";
import { GENERATED } from "./lake.ts";
import type { Registered } from "./promises.ts";
import { registeredOf } from "./registered.ts";

// What each setting makes the program register, by Pulumi's mocks. It proves nothing of what the real provider or AWS makes of it.
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234";
const BOUNDARY = "arn:aws:iam::123456789012:policy/bound";
const READER = '["arn:aws:iam::123456789012:role/scientist"]';

const landing = mkdtempSync(join(tmpdir(), "sluice-landing-"));
afterAll(() => rmSync(landing, { recursive: true }));
for (const { name, content } of CASES.filter((one) => !isRefused(one))) put(join(landing, "customer", name), content);

const bare = await registeredOf({}, "dev");
const full = await registeredOf(
  {
    kmsKey: KEY,
    permissionsBoundary: BOUNDARY,
    vpc: "default",
    readers: `{"curated":${READER}}`,
    quarantineReaders: READER,
    alarmEmails: '["alarms@example.com"]',
    schedule: "cron(0 3 * * ? *)",
    retries: "2",
    landingData: landing,
    protect: "true",
    logDays: "7",
    upkeep: "true",
  },
  "dev",
);
const small = await registeredOf({ jobs: "one", flex: "true", vpc: "vpc-0123456789abcdef0", glueVersion: "5.1" }, "dev");

const of = (resources: readonly Registered[], type: string): readonly Registered[] =>
  resources.filter((resource) => resource.type.startsWith("aws:") && resource.type.endsWith(`:${type}`));
const inputsOf = (resources: readonly Registered[], type: string): readonly Registered["inputs"][] =>
  of(resources, type).map(({ inputs }) => inputs);
const namesOf = (resources: readonly Registered[], type: string): readonly string[] =>
  of(resources, type)
    .map(({ name }) => name)
    .sort();

describe("with a key of one's own", () => {
  test("buckets, results, logs and mails are encrypted with it", () => {
    for (const inputs of inputsOf(full, "BucketServerSideEncryptionConfiguration")) expect(JSON.stringify(inputs)).toContain(KEY);
    for (const inputs of inputsOf(full, "Workgroup")) expect(JSON.stringify(inputs)).toContain(KEY);
    for (const { kmsKeyId } of inputsOf(full, "LogGroup")) expect(kmsKeyId).toBe(KEY);
    expect(inputsOf(full, "Topic").map(({ kmsMasterKeyId }) => kmsMasterKeyId)).toEqual([KEY]);
  });
  test("every role but none without one may use it", () => {
    for (const { policy } of inputsOf(full, "RolePolicy")) expect(policy).toContain(KEY);
    expect(JSON.stringify(bare)).not.toContain("kms:");
  });
});

test("Glue may take a role for this account alone", () => {
  const trusts = inputsOf(full, "Role").map(({ assumeRolePolicy }) => String(assumeRolePolicy));
  const ofGlue = trusts.filter((policy) => policy.includes("glue.amazonaws.com"));
  expect(ofGlue).toHaveLength(6);
  for (const policy of ofGlue) expect(policy).toContain('"Condition":{"StringEquals":{"aws:SourceAccount":["123456789012"]}}');
});

test("a boundary bounds every role", () => {
  expect(of(full, "Role").length).toBeGreaterThan(7);
  for (const { permissionsBoundary } of inputsOf(full, "Role")) expect(permissionsBoundary).toBe(BOUNDARY);
  for (const inputs of inputsOf(bare, "Role")) expect(inputs).not.toHaveProperty("permissionsBoundary");
});

test("the S3 endpoint is made in the default VPC, in the given one, or nowhere", () => {
  expect(inputsOf(full, "VpcEndpoint")).toMatchObject([
    { vpcId: "vpc-0fedcba9876543210", vpcEndpointType: "Gateway", routeTableIds: ["rtb-0123456789abcdef0"] },
  ]);
  expect(inputsOf(small, "VpcEndpoint")).toMatchObject([{ vpcId: "vpc-0123456789abcdef0" }]);
  expect(of(bare, "VpcEndpoint")).toEqual([]);
});

test("a zone's readers and the quarantine's have a role, which only they may take", () => {
  const trusting = of(full, "Role").filter(({ inputs }) => String(inputs["assumeRolePolicy"]).includes("scientist"));
  expect(trusting.map(({ name }) => name).sort()).toEqual(["sluice-dev-curated-reader", "sluice-dev-quarantine"]);
});

test("who is to hear of failures is subscribed, and failures and bad records are told", () => {
  expect(inputsOf(full, "TopicSubscription")).toMatchObject([{ protocol: "email", endpoint: "alarms@example.com" }]);
  const [rule] = inputsOf(full, "EventRule");
  const { detail } = JSON.parse(String(rule?.["eventPattern"])) as { detail: { jobName: string[]; state: string[] } };
  expect(detail.jobName).toHaveLength(5);
  expect(detail.state).toEqual(["ERROR", "FAILED", "STOPPED", "TIMEOUT"]);
  // Glue 5.0 and newer write what a script prints to the group for output.
  expect(inputsOf(full, "LogMetricFilter").map(({ logGroupName }) => logGroupName)).toEqual([
    "/aws-glue/jobs/sluice-dev/error",
    "/aws-glue/jobs/sluice-dev/output",
  ]);
  for (const { alarmActions } of inputsOf(full, "MetricAlarm"))
    expect(alarmActions).toEqual(["arn:aws:sns:eu-central-1:123456789012:sluice-dev-alarms"]);
});

test("it is told too when EventBridge could not tell of a failure", () => {
  const watched = inputsOf(full, "MetricAlarm").filter(({ metricName }) => metricName === "FailedInvocations");
  expect(watched.map(({ dimensions }) => dimensions)).toEqual(inputsOf(full, "EventRule").map(({ name }) => ({ RuleName: name })));
});

test("EventBridge publishes without a condition, which it does not meet, and CloudWatch for this account alone", () => {
  const [policy] = inputsOf(full, "TopicPolicy");
  const { Statement } = JSON.parse(String(policy?.["policy"])) as {
    Statement: { Effect: string; Principal: { Service?: string[] }; Condition?: object }[];
  };
  const conditionOf = (service: string) =>
    Statement.filter(({ Effect, Principal }) => Effect === "Allow" && Principal.Service?.includes(service)).map(
      ({ Condition }) => Condition,
    );
  expect(conditionOf("events.amazonaws.com")).toEqual([undefined]);
  expect(conditionOf("cloudwatch.amazonaws.com")).toEqual([{ StringEquals: { "aws:SourceAccount": ["123456789012"] } }]);
});

test("with a topic of one's own, the stack makes none and sends everything there", async () => {
  const topic = "arn:aws:sns:eu-central-1:123456789012:on-call";
  const own = await registeredOf({ alarmTopic: topic }, "dev");
  for (const type of ["Topic", "TopicPolicy", "TopicSubscription"]) expect(of(own, type)).toEqual([]);
  expect(inputsOf(own, "EventTarget").map(({ arn }) => arn)).toEqual([topic]);
  expect(inputsOf(own, "MetricAlarm").map(({ alarmActions }) => alarmActions)).toEqual([[topic], [topic]]);
});

test("Iceberg tables are kept up where a stack says so, every optimizer with its whole configuration", () => {
  expect(of(bare, "CatalogTableOptimizer")).toEqual([]);
  const optimizers = inputsOf(full, "CatalogTableOptimizer");
  expect(optimizers).toHaveLength(4 * 3);
  const ofCustomers = optimizers.filter(({ tableName }) => tableName === "customer_trusted");
  const blocks = ofCustomers.map(({ configuration }) => {
    const { roleArn: _, enabled: __, ...block } = configuration as Record<string, unknown>;
    return block;
  });
  expect(Object.assign({}, ...blocks)).toEqual({
    compactionConfiguration: { icebergConfiguration: { strategy: "binpack", minInputFiles: 100, deleteFileThreshold: 1 } },
    retentionConfiguration: {
      icebergConfiguration: {
        snapshotRetentionPeriodInDays: 30,
        // More than the versions that jobs keep: compaction makes snapshots too.
        numberOfSnapshotsToRetain: 6,
        cleanExpiredFiles: true,
        runRateInHours: 24,
      },
    },
    orphanFileDeletionConfiguration: {
      icebergConfiguration: {
        orphanFileRetentionPeriodInDays: 3,
        location: "s3://sluice-dev-lake-123456789012-eu-central-1/trusted/customer_trusted/",
        runRateInHours: 24,
      },
    },
  });
});

test("landing files of a folder are copied by the rule for landing files", () => {
  const keys = inputsOf(full, "BucketObjectv2")
    .map(({ key }) => String(key))
    .filter((key) => key.startsWith("landing/"));
  expect(keys.sort()).toEqual(
    CASES.filter(isRead)
      .map(({ name }) => `landing/customer/${name}`)
      .sort(),
  );
});

test("a folder of landing files is looked for from the project, wherever Pulumi starts the program", async () => {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  process.chdir(tmpdir());
  const registered = await registeredOf({ landingData: relative(join(GENERATED, ".."), landing) }, "dev");
  expect(namesOf(registered, "BucketObjectv2").filter((name) => name.startsWith("landing/"))).toHaveLength(CASES.filter(isRead).length);
});

test("landing files that the rule refuses stop the deployment, each by name", () => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-landing-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const refused = CASES.filter(isRefused);
  for (const { name, content } of refused) put(join(folder, "customer", name), content);
  symlinkSync("/etc/passwd", join(folder, "customer/passwd.json"));
  let error = "";
  try {
    new LandingData("refused", folder, undefined as never);
  } catch (mistakes) {
    error = (mistakes as Error).message;
  }
  for (const { name } of [...refused, { name: "passwd.json" }])
    expect(error).toContain(`  - sluice:landingData: ${JSON.stringify(join(folder, "customer", name))} cannot be copied: `);
});

test("a folder of landing files that is not there is told with its key", async () => {
  await expect(registeredOf({ landingData: "/nowhere" }, "dev")).rejects.toThrow("sluice:landingData: there is no folder /nowhere");
});

test("there is a job a table and a trigger for each, or one of both", () => {
  expect(namesOf(bare, "Job")).toEqual([
    "accelerometer_trusted",
    "customer_trusted",
    "customers_curated",
    "machine_learning_curated",
    "step_trainer_trusted",
  ]);
  expect(inputsOf(bare, "Trigger").map(({ type }) => type)).toEqual(["ON_DEMAND", ...Array(4).fill("CONDITIONAL")]);
  // The provider would start it, and so every job, when it is made.
  expect(inputsOf(bare, "Trigger")[0]).toMatchObject({ type: "ON_DEMAND", enabled: false });
  expect(inputsOf(full, "Trigger")[0]).toMatchObject({ type: "SCHEDULED", schedule: "cron(0 3 * * ? *)" });
  expect(namesOf(small, "Job")).toEqual(["lake"]);
  expect(of(small, "Trigger")).toHaveLength(1);
});

test("a job has the stack's version, size, retries, and one run at a time, as its workflow has", () => {
  for (const inputs of inputsOf(full, "Job"))
    expect(inputs).toMatchObject({
      glueVersion: "6.0",
      maxRetries: 2,
      jobRunQueuingEnabled: false,
      executionClass: "STANDARD",
      executionProperty: { maxConcurrentRuns: 1 },
    });
  expect(inputsOf(small, "Job")).toMatchObject([{ glueVersion: "5.1", executionClass: "FLEX" }]);
  expect(inputsOf(full, "Workflow")).toMatchObject([{ maxConcurrentRuns: 1 }]);
});

test("the workflow's tags say which manifest is deployed, and no other resource's do", () => {
  const tagged = bare.filter(({ inputs }) => JSON.stringify(inputs["tags"] ?? {}).includes("sluice:manifest"));
  expect(tagged.map(({ type }) => type)).toEqual(["aws:glue/workflow:Workflow"]);
  const manifest = createHash("sha256")
    .update(readFileSync(join(GENERATED, "manifest.json")))
    .digest("hex");
  expect(tagged[0]?.inputs["tags"]).toMatchObject({ "sluice:manifest": manifest });
});

test("what expires does so after the days of the settings", () => {
  const rules = inputsOf(bare, "BucketLifecycleConfiguration").map(({ rules }) => rules as { id: string }[]);
  expect(rules.map((of) => of.map(({ id }) => id))).toEqual([
    ["old-versions", "expire-quarantine", "expire-query-results", "expire-runs", "expire-staging"],
    ["old-versions"],
  ]);
  const [lake = []] = rules;
  // Old versions of bad lines go at once: else they would outlive the days of the setting.
  expect(lake.find(({ id }) => id === "expire-quarantine")).toMatchObject({
    filter: { prefix: "quarantine/" },
    expiration: { days: 90 },
    noncurrentVersionExpiration: { noncurrentDays: 1 },
  });
  expect(inputsOf(full, "LogGroup").map(({ retentionInDays }) => retentionInDays)).toEqual([7, 7]);
});

test("landing tables stand in the catalog with landing's files, tables of the lake with theirs", () => {
  const locations = Object.fromEntries(
    of(bare, "CatalogTable").map(({ name, inputs }) => [name, (inputs["storageDescriptor"] as { location: string }).location]),
  );
  const bucket = "s3://sluice-dev-lake-123456789012-eu-central-1";
  expect(locations).toMatchObject({
    customer_landing: `${bucket}/landing/customer/`,
    machine_learning_curated: `${bucket}/curated/machine_learning_curated/`,
  });
  const formats = of(bare, "CatalogTable").flatMap(({ name, inputs }) => ("openTableFormatInput" in inputs ? [name] : []));
  expect(formats.sort()).toEqual(["accelerometer_trusted", "customer_trusted", "customers_curated", "step_trainer_trusted"]);
});
