/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A promise about every stack; gives what breaks it. The functions have the shape of @pulumi/policy's stack validations. */
export interface Promised {
  readonly name: string;
  readonly broken: (resources: readonly Registered[]) => readonly string[];
}

const ofType = (resources: readonly Registered[], type: string): readonly Registered[] => resources.filter((one) => one.type === type);

const BUCKET = "aws:s3/bucket:Bucket";
const POLICIES: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/role:Role": "assumeRolePolicy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "policy",
};

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const statementsOf = ({ type, inputs }: Registered): readonly Statement[] => {
  const text = inputs[POLICIES[type] ?? ""];
  return typeof text === "string" ? (JSON.parse(text) as { Statement: Statement[] }).Statement : [];
};

/** Buckets that lack a companion of a type, or whose companion does not pass. */
const eachBucketHas =
  (type: string, passes: (inputs: Registered["inputs"], companion: Registered) => boolean) => (resources: readonly Registered[]) =>
    ofType(resources, BUCKET).flatMap(({ inputs: { bucket } }) => {
      const companion = ofType(resources, type).find(({ inputs }) => inputs["bucket"] === bucket);
      return companion !== undefined && passes(companion.inputs, companion) ? [] : [String(bucket)];
    });

const path = (value: unknown, ...keys: readonly (string | number)[]): unknown =>
  keys.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[key] : undefined),
    value,
  );

export const PROMISES: readonly Promised[] = [
  {
    name: "every bucket is encrypted",
    broken: eachBucketHas("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", (inputs) =>
      ["AES256", "aws:kms"].includes(String(path(inputs, "rules", 0, "applyServerSideEncryptionByDefault", "sseAlgorithm"))),
    ),
  },
  {
    name: "every bucket is versioned",
    broken: eachBucketHas(
      "aws:s3/bucketVersioning:BucketVersioning",
      (inputs) => path(inputs, "versioningConfiguration", "status") === "Enabled",
    ),
  },
  {
    name: "no bucket is public",
    broken: eachBucketHas("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", (inputs) =>
      ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].every((key) => inputs[key] === true),
    ),
  },
  {
    name: "a bucket's objects are its owner's",
    broken: eachBucketHas(
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      (inputs) => path(inputs, "rule", "objectOwnership") === "BucketOwnerEnforced",
    ),
  },
  {
    name: "no bucket is reached without TLS",
    broken: eachBucketHas("aws:s3/bucketPolicy:BucketPolicy", (_, companion) =>
      statementsOf(companion).some(
        ({ Effect, Principal, Action, Condition }) =>
          Effect === "Deny" &&
          Principal === "*" &&
          Action.includes("s3:*") &&
          path(Condition, "Bool", "aws:SecureTransport", 0) === "false",
      ),
    ),
  },
  {
    name: "old versions are removed one day",
    broken: eachBucketHas("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", (inputs) =>
      (path(inputs, "rules") as unknown[]).some((rule) => typeof path(rule, "noncurrentVersionExpiration", "noncurrentDays") === "number"),
    ),
  },
  {
    name: "query results are encrypted, and limits cannot be got round",
    broken: (resources) =>
      ofType(resources, "aws:athena/workgroup:Workgroup").flatMap(({ name, inputs }) =>
        path(inputs, "configuration", "enforceWorkgroupConfiguration") === true &&
        typeof path(inputs, "configuration", "bytesScannedCutoffPerQuery") === "number" &&
        path(inputs, "configuration", "resultConfiguration", "encryptionConfiguration", "encryptionOption") !== undefined
          ? []
          : [name],
      ),
  },
  {
    name: "no role may do everything, or anything on everything",
    broken: (resources) =>
      ofType(resources, "aws:iam/rolePolicy:RolePolicy").flatMap((resource) =>
        statementsOf(resource).flatMap(({ Sid, Effect, Action, Resource }) =>
          Effect === "Allow" && (Action.some((action) => action.includes("*")) || Resource === undefined || Resource.includes("*"))
            ? [`${resource.name}: ${Sid}`]
            : [],
        ),
      ),
  },
  {
    name: "nobody outside of the account or AWS's own services may take a role",
    broken: (resources) =>
      ofType(resources, "aws:iam/role:Role").flatMap((resource) =>
        statementsOf(resource).flatMap(({ Principal }) => (Principal === "*" || path(Principal, "AWS") === "*" ? [resource.name] : [])),
      ),
  },
  {
    name: "logs are kept for a time",
    broken: (resources) =>
      ofType(resources, "aws:cloudwatch/logGroup:LogGroup").flatMap(({ name, inputs }) =>
        typeof inputs["retentionInDays"] === "number" ? [] : [name],
      ),
  },
  {
    name: "a job runs once at a time and is stopped one day",
    broken: (resources) =>
      ofType(resources, "aws:glue/job:Job").flatMap(({ name, inputs }) =>
        path(inputs, "executionProperty", "maxConcurrentRuns") === 1 && typeof inputs["timeout"] === "number" ? [] : [name],
      ),
  },
  {
    name: "what takes tags has the stack's",
    broken: (resources) =>
      resources.flatMap(({ type, name, inputs }) =>
        TAGGED.includes(type) && path(inputs, "tags", "sluice:stack") === undefined ? [`${type} ${name}`] : [],
      ),
  },
];

const TAGGED = [
  BUCKET,
  "aws:glue/catalogDatabase:CatalogDatabase",
  "aws:glue/job:Job",
  "aws:glue/trigger:Trigger",
  "aws:glue/workflow:Workflow",
  "aws:iam/role:Role",
  "aws:athena/workgroup:Workgroup",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:sns/topic:Topic",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
];
