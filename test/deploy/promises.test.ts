import { expect, test } from "vitest";
import { PROMISES, type Registered } from "./promises.ts";
import { registeredOf } from "./registered.ts";
import { STACK_FILES } from "./stack-files.ts";

// The engine runs packs of @pulumi/policy by a plugin that comes with Pulumi's own releases and not from a package registry, so the rules run
// here over what the program registers with Pulumi's mocks. They prove nothing of what the real provider or AWS makes of it.
const READER = '["arn:aws:iam::123456789012:role/scientist"]';
const STACKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...STACK_FILES,
  full: {
    ...STACK_FILES["prod"],
    kmsKey: "arn:aws:kms:eu-central-1:123456789012:key/1234",
    vpc: "default",
    readers: `{"curated":${READER}}`,
    quarantineReaders: READER,
    alarmEmails: '["alarms@example.com"]',
  },
};

const registered = new Map<string, readonly Registered[]>();
for (const [stack, configuration] of Object.entries(STACKS)) registered.set(stack, await registeredOf(configuration, stack));

test.each(Object.keys(STACKS).flatMap((stack) => PROMISES.map(({ name, broken }) => ({ stack, name, broken }))))(
  "$stack: $name",
  ({ stack, broken }) => {
    expect(broken(registered.get(stack) ?? [])).toEqual([]);
  },
);

test("every stack registers what the promises are about", () => {
  for (const stack of Object.keys(STACKS)) {
    const types = new Set(registered.get(stack)?.map(({ type }) => type));
    for (const type of ["aws:s3/bucket:Bucket", "aws:iam/rolePolicy:RolePolicy", "aws:athena/workgroup:Workgroup", "aws:glue/job:Job"])
      expect(types).toContain(type);
  }
});

/** A change of one resource that breaks exactly one promise. */
const DAMAGES: readonly (readonly [string, string, (inputs: Record<string, unknown>) => Record<string, unknown>])[] = [
  [
    "every bucket is encrypted",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    (inputs) => ({ ...inputs, rules: [] }),
  ],
  [
    "every bucket is versioned",
    "aws:s3/bucketVersioning:BucketVersioning",
    (inputs) => ({ ...inputs, versioningConfiguration: { status: "Suspended" } }),
  ],
  ["no bucket is public", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", (inputs) => ({ ...inputs, blockPublicPolicy: false })],
  [
    "a bucket's objects are its owner's",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    (inputs) => ({ ...inputs, rule: { objectOwnership: "ObjectWriter" } }),
  ],
  ["no bucket is reached without TLS", "aws:s3/bucketPolicy:BucketPolicy", (inputs) => ({ ...inputs, policy: '{"Statement":[]}' })],
  [
    "old versions are removed one day",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    (inputs) => ({ ...inputs, rules: [] }),
  ],
  [
    "query results are encrypted, and limits cannot be got round",
    "aws:athena/workgroup:Workgroup",
    (inputs) => ({ ...inputs, configuration: {} }),
  ],
  [
    "no role may do everything, or anything on everything",
    "aws:iam/rolePolicy:RolePolicy",
    (inputs) => ({ ...inputs, policy: '{"Statement":[{"Sid":"X","Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]}]}' }),
  ],
  [
    "nobody outside of the account or AWS's own services may take a role",
    "aws:iam/role:Role",
    (inputs) => ({
      ...inputs,
      assumeRolePolicy: '{"Statement":[{"Sid":"X","Effect":"Allow","Principal":"*","Action":["sts:AssumeRole"]}]}',
    }),
  ],
  ["logs are kept for a time", "aws:cloudwatch/logGroup:LogGroup", ({ retentionInDays: _, ...inputs }) => inputs],
  ["a job runs once at a time and is stopped one day", "aws:glue/job:Job", ({ timeout: _, ...inputs }) => inputs],
  ["what takes tags has the stack's", "aws:sns/topic:Topic", ({ tags: _, ...inputs }) => inputs],
];

test.each(DAMAGES)("a broken fixture breaks: %s", (name, type, damage) => {
  const resources = [...(registered.get("full") ?? [])];
  const at = resources.findIndex((resource) => resource.type === type);
  const found = resources[at];
  if (found === undefined) throw new Error(`no ${type} is registered`);
  resources[at] = { ...found, inputs: damage({ ...found.inputs }) };
  expect(PROMISES.filter(({ broken }) => broken(resources).length > 0).map((promise) => promise.name)).toEqual([name]);
});

test("every promise has a fixture that breaks it", () => {
  expect(DAMAGES.map(([name]) => name)).toEqual(PROMISES.map(({ name }) => name));
});
