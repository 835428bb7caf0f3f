import { expect, test } from "vitest";
import { endpointPolicy } from "../../pulumi/decide/bucket-policies.ts";
import { allow, type PolicyDocument, policyDocument, tooLong } from "../../pulumi/decide/policy-document.ts";
import { isAllowed, type Request } from "./iam-evaluator.ts";
import { PLACE, stediStack } from "./lake.ts";

// By IAM's logic for identity policies, not by AWS: bucket policies, boundaries and service control policies are not in it.
const READER = "arn:aws:iam::123456789012:role/scientist";
const stack = stediStack({
  readers: JSON.stringify({ curated: [READER], trusted: [READER] }),
  quarantineReaders: JSON.stringify([READER]),
});
const { names } = stack;
const LAKE = `arn:aws:s3:::${names.lakeBucket}`;
const SCRIPTS = `arn:aws:s3:::${names.scriptsBucket}`;
const glue = (resource: string): string => `arn:aws:glue:${PLACE.region}:${PLACE.account}:${resource}`;
const table = (name: string, database = names.database): string => glue(`table/${database}/${name}`);
const listing = (prefix: string): Request => ({ action: "s3:ListBucket", resource: LAKE, context: { "s3:prefix": prefix } });
const get = (key: string): Request => ({ action: "s3:GetObject", resource: `${LAKE}/${key}` });
const put = (key: string): Request => ({ action: "s3:PutObject", resource: `${LAKE}/${key}` });
const pin = (key: string): Request => ({ ...put(key), context: { "s3:if-none-match": "*" } });
const remove = (key: string): Request => ({ action: "s3:DeleteObject", resource: `${LAKE}/${key}` });
const on = (action: string, resource: string): Request => ({ action, resource });

function rightsOfJob(of: string): readonly PolicyDocument[] {
  const job = stack.jobs.find((plan) => plan.of === of);
  if (job === undefined) throw new Error(`no job makes ${of}`);
  return [job.rights];
}

function rightsOfReader(role: string): readonly PolicyDocument[] {
  const reader = stack.readers.find((plan) => plan.role === role);
  if (reader === undefined) throw new Error(`no reader has the role ${role}`);
  return [reader.rights];
}

const bundleOf = (of: string): string => stack.jobs.find((plan) => plan.of === of)?.bundle.prefix ?? "";
const workgroup = (zone: string): string => `arn:aws:athena:${PLACE.region}:${PLACE.account}:workgroup/${names.workgroup(zone)}`;
const log = (group: string): string => `arn:aws:logs:${PLACE.region}:${PLACE.account}:log-group:${group}:log-stream:x`;

interface Case {
  readonly who: string;
  readonly rights: readonly PolicyDocument[];
  readonly may: readonly Request[];
  readonly mayNot: readonly Request[];
}

const CASES: readonly Case[] = [
  {
    who: "the job of accelerometer_trusted",
    rights: rightsOfJob("accelerometer_trusted"),
    may: [
      get("landing/accelerometer/2024/a.json"),
      get("trusted/customer_trusted/metadata/1.json"),
      get("trusted/accelerometer_trusted/data/1.parquet"),
      put("trusted/accelerometer_trusted/data/1.parquet"),
      remove("trusted/accelerometer_trusted/data/1.parquet"),
      on("s3:AbortMultipartUpload", `${LAKE}/trusted/accelerometer_trusted/data/1.parquet`),
      put("quarantine/accelerometer_landing/run/part-0.parquet"),
      put("staging/accelerometer_trusted/20261127T000000Z-aaaaaaaa/metadata/1.json"),
      pin("runs/wr_1/accelerometer_landing.json"),
      get("runs/wr_1/accelerometer_landing.json"),
      listing("landing/accelerometer/"),
      listing("trusted/customer_trusted/"),
      listing("trusted/accelerometer_trusted/data/"),
      on("s3:GetObject", `${SCRIPTS}/${bundleOf("accelerometer_trusted")}trusted/accelerometer_trusted/job.py`),
      on("s3:GetObject", `${SCRIPTS}/${stack.runtime.key}`),
      on("glue:GetTable", table("customer_trusted")),
      on("glue:GetTable", table("accelerometer_trusted")),
      on("glue:UpdateTable", table("accelerometer_trusted")),
      on("glue:CreateTable", table("accelerometer_trusted")),
      on("glue:GetDatabase", glue(`database/${names.database}`)),
      on("logs:PutLogEvents", log(`${names.logPrefix}/output`)),
      on("logs:CreateLogStream", log(`${names.logPrefix}/error`)),
    ],
    mayNot: [
      get("landing/customer/customers.json"),
      get("landing/step_trainer/a.json"),
      get("landing/accelerometer_other/a.json"),
      get("trusted/step_trainer_trusted/data/1.parquet"),
      get("curated/customers_curated/data/1.parquet"),
      put("landing/accelerometer/2024/a.json"),
      remove("landing/accelerometer/2024/a.json"),
      put("trusted/customer_trusted/data/1.parquet"),
      remove("trusted/customer_trusted/data/1.parquet"),
      put("trusted/accelerometer_trusted_2/data/1.parquet"),
      put("quarantine/customer_landing/run/part-0.parquet"),
      get("quarantine/customer_landing/run/part-0.parquet"),
      put("staging/customer_trusted/20261127T000000Z-aaaaaaaa/metadata/1.json"),
      get("staging/customer_trusted/20261127T000000Z-aaaaaaaa/metadata/1.json"),
      pin("runs/wr_1/customer_landing.json"),
      // What is there already, another run's, cannot be replaced.
      put("runs/wr_1/accelerometer_landing.json"),
      remove("runs/wr_1/accelerometer_landing.json"),
      get("query-results/trusted/1.csv"),
      listing("landing/customer/"),
      listing(""),
      { action: "s3:ListBucket", resource: LAKE },
      on("s3:GetObject", `${SCRIPTS}/${bundleOf("customer_trusted")}trusted/customer_trusted/job.py`),
      on("s3:PutObject", `${SCRIPTS}/${bundleOf("accelerometer_trusted")}trusted/accelerometer_trusted/job.py`),
      on("s3:PutObject", `${SCRIPTS}/${stack.runtime.key}`),
      on("s3:PutBucketPolicy", LAKE),
      on("s3:DeleteBucket", LAKE),
      on("glue:GetTable", table("customers_curated")),
      on("glue:UpdateTable", table("customer_trusted")),
      on("glue:DeleteTable", table("accelerometer_trusted")),
      on("glue:GetTable", table("accelerometer_trusted", "sluice_prod")),
      on("glue:StartJobRun", glue(`job/${names.job("accelerometer_trusted")}`)),
      on("glue:UpdateJob", glue(`job/${names.job("accelerometer_trusted")}`)),
      on("iam:PassRole", `arn:aws:iam::${PLACE.account}:role/${names.jobRole("accelerometer_trusted")}`),
      on("logs:PutLogEvents", log("/aws-glue/jobs/sluice-prod/output")),
      on("athena:StartQueryExecution", workgroup("trusted")),
    ],
  },
  {
    who: "the job of machine_learning_curated",
    rights: rightsOfJob("machine_learning_curated"),
    may: [
      get("trusted/step_trainer_trusted/data/1.parquet"),
      get("curated/customers_curated/data/1.parquet"),
      get("trusted/accelerometer_trusted/data/1.parquet"),
      put("curated/machine_learning_curated/run/part-0.json"),
      on("glue:UpdateTable", table("machine_learning_curated")),
    ],
    mayNot: [
      get("landing/customer/customers.json"),
      get("landing/accelerometer/a.json"),
      get("trusted/customer_trusted/data/1.parquet"),
      put("quarantine/customer_landing/x"),
      pin("runs/wr_1/customer_landing.json"),
      put("curated/customers_curated/data/1.parquet"),
      put("staging/machine_learning_curated/20261127T000000Z-aaaaaaaa/metadata/1.json"),
      on("glue:UpdateTable", table("customers_curated")),
    ],
  },
  {
    who: "a reader of curated",
    rights: rightsOfReader(names.readerRole("curated")),
    may: [
      get("curated/customers_curated/data/1.parquet"),
      get("curated/machine_learning_curated/run/part-0.json"),
      listing("curated/customers_curated/"),
      on("athena:StartQueryExecution", workgroup("curated")),
      on("athena:GetQueryResults", workgroup("curated")),
      on("athena:GetNamedQuery", workgroup("curated")),
      on("glue:GetTable", table("machine_learning_curated")),
      put("query-results/curated/1.csv"),
      get("query-results/curated/1.csv"),
      on("s3:GetBucketLocation", LAKE),
    ],
    mayNot: [
      get("trusted/customer_trusted/data/1.parquet"),
      get("landing/customer/customers.json"),
      get("quarantine/customer_landing/x.parquet"),
      get("query-results/trusted/1.csv"),
      get("query-results/all-zones/1.csv"),
      put("curated/customers_curated/data/1.parquet"),
      remove("curated/customers_curated/data/1.parquet"),
      listing("trusted/"),
      listing("query-results/trusted/"),
      on("athena:StartQueryExecution", workgroup("trusted")),
      on("athena:UpdateWorkGroup", workgroup("curated")),
      on("glue:GetTable", table("customer_trusted")),
      on("glue:UpdateTable", table("machine_learning_curated")),
      on("s3:GetObject", `${SCRIPTS}/${stack.runtime.key}`),
      on("glue:StartWorkflowRun", glue(`workflow/${names.workflow}`)),
    ],
  },
  {
    who: "a reader of the quarantine",
    rights: rightsOfReader(names.quarantineReaderRole),
    may: [get("quarantine/customer_landing/x.parquet"), listing("quarantine/customer_landing/")],
    mayNot: [
      get("landing/customer/customers.json"),
      get("curated/customers_curated/data/1.parquet"),
      put("quarantine/customer_landing/x.parquet"),
      listing("landing/"),
      on("athena:StartQueryExecution", workgroup("curated")),
    ],
  },
];

const through = (bucket: string, account?: string): Request => ({
  action: "s3:GetObject",
  resource: `${bucket}/a.json`,
  ...(account === undefined ? {} : { context: { "aws:principalaccount": account } }),
});

/** What may pass the endpoint of a VPC, whoever's credentials are used there. */
const ENDPOINT: Case = {
  who: "the VPC's S3 endpoint",
  rights: [endpointPolicy(stack.arns, PLACE)],
  may: [through(LAKE, PLACE.account), through(SCRIPTS, PLACE.account), through("arn:aws:s3:::another", "210987654321")],
  mayNot: [through(LAKE, "210987654321"), through(SCRIPTS, "210987654321"), through(LAKE)],
};

const told = ({ action, resource, context }: Request): string => `${action} ${resource} ${JSON.stringify(context ?? {})}`;

test.each([...CASES, ENDPOINT].flatMap(({ who, rights, may }) => may.map((request) => ({ who, rights, request, told: told(request) }))))(
  "$who may $told",
  ({ rights, request }) => {
    expect(isAllowed(rights, request)).toBe(true);
  },
);

test.each(
  [...CASES, ENDPOINT].flatMap(({ who, rights, mayNot }) => mayNot.map((request) => ({ who, rights, request, told: told(request) }))),
)("$who may not $told", ({ rights, request }) => {
  expect(isAllowed(rights, request)).toBe(false);
});

test("the matrix has at least 80 cases", () => {
  expect(CASES.flatMap(({ may, mayNot }) => [...may, ...mayNot]).length).toBeGreaterThanOrEqual(80);
});

test("no statement of any role names all resources or all actions", () => {
  const documents = [...stack.jobs.map(({ rights }) => rights), ...stack.readers.map(({ rights }) => rights), stack.upkeep?.rights];
  for (const document of documents)
    for (const { Resource = [], Action } of document?.Statement ?? []) {
      expect(Resource).not.toContain("*");
      expect(Action.filter((action) => action.includes("*"))).toEqual([]);
    }
});

test("a key is named only where the lake has one", () => {
  const key = "arn:aws:kms:eu-central-1:123456789012:key/1234";
  const statements = (configuration: Readonly<Record<string, string>>) =>
    stediStack(configuration).jobs.flatMap(({ rights }) => rights.Statement.filter(({ Sid }) => Sid === "UseKey"));
  expect(statements({})).toEqual([]);
  expect(statements({ kmsKey: key }).map(({ Resource }) => Resource)).toEqual(Array(5).fill([key]));
});

test("a policy longer than IAM takes is refused before anything is made", () => {
  const rights = (resources: number) => policyDocument([allow("X", ["s3:GetObject"], Array(resources).fill("arn:aws:s3:::bucket/a"))]);
  expect(tooLong({ short: rights(100), long: rights(500) })).toEqual([
    expect.stringMatching(/^the role long needs a policy of 12\d{3} characters, more than the 10240 of IAM/),
  ]);
});

test("the role of the lake's one job has whole zones, however many tables there are", () => {
  const [job] = stediStack({ jobs: "one" }).jobs;
  const written = job?.rights.Statement.find(({ Sid }) => Sid === "WriteTables")?.Resource;
  expect(written).toEqual([`${LAKE}/curated/*`, `${LAKE}/trusted/*`]);
  expect(isAllowed([job?.rights ?? policyDocument([])], put("landing/customer/a.json"))).toBe(false);
});
