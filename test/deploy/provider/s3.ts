import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { found, REGION } from "./clients.ts";
import { type Handler, inMemory, text } from "./handler.ts";
import { bytesOf, type Properties } from "./property-values.ts";

type Handlers = Readonly<Record<string, Handler>>;

export function s3Handlers(s3: S3Client): Handlers {
  const part = (inputs: readonly string[], put: (inputs: Properties) => Promise<unknown>, more: Partial<Handler> = {}): Handler => ({
    inputs: ["bucket", ...inputs],
    replaces: ["bucket"],
    create: async (values) => {
      await put(values);
      return { id: text(values, "bucket"), outputs: values };
    },
    read: async (_, state) => state,
    update: async (_, __, values) => {
      await put(values);
      return values;
    },
    remove: async () => {},
    ...more,
  });
  return {
    "aws:s3/bucket:Bucket": {
      inputs: ["bucket", "forceDestroy", "tags"],
      replaces: ["bucket"],
      namedBy: "bucket",
      create: async (inputs) => {
        const Bucket = text(inputs, "bucket");
        await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
        return { id: Bucket, outputs: { ...inputs, arn: `arn:aws:s3:::${Bucket}`, region: REGION } };
      },
      read: async (Bucket, state) => ((await found(s3.send(new HeadBucketCommand({ Bucket })))) === undefined ? undefined : state),
      update: async (_, old, inputs) => ({ ...old, ...inputs }),
      remove: async (Bucket, state) => {
        if (state["forceDestroy"] === true) await empty(s3, Bucket);
        await s3.send(new DeleteBucketCommand({ Bucket }));
      },
    },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": part(
      ["rules"],
      (inputs) =>
        s3.send(
          new PutBucketEncryptionCommand({
            Bucket: text(inputs, "bucket"),
            ServerSideEncryptionConfiguration: {
              Rules: (inputs["rules"] as Properties[]).map((rule) => {
                const by = rule["applyServerSideEncryptionByDefault"] as { sseAlgorithm: "AES256" | "aws:kms"; kmsMasterKeyId?: string };
                return {
                  ApplyServerSideEncryptionByDefault: {
                    SSEAlgorithm: by.sseAlgorithm,
                    ...(by.kmsMasterKeyId === undefined ? {} : { KMSMasterKeyID: by.kmsMasterKeyId }),
                  },
                  BucketKeyEnabled: rule["bucketKeyEnabled"] === true,
                };
              }),
            },
          }),
        ),
      {
        read: async (Bucket, state) =>
          (await found(s3.send(new GetBucketEncryptionCommand({ Bucket })))) === undefined ? undefined : state,
      },
    ),
    "aws:s3/bucketVersioning:BucketVersioning": part(
      ["versioningConfiguration"],
      (inputs) =>
        s3.send(
          new PutBucketVersioningCommand({
            Bucket: text(inputs, "bucket"),
            VersioningConfiguration: { Status: (inputs["versioningConfiguration"] as { status: "Enabled" }).status },
          }),
        ),
      {
        read: async (Bucket) => {
          const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
          return { bucket: Bucket, versioningConfiguration: { status: Status ?? "Disabled" } };
        },
      },
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": part(
      ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
      (inputs) =>
        s3.send(
          new PutPublicAccessBlockCommand({
            Bucket: text(inputs, "bucket"),
            PublicAccessBlockConfiguration: {
              BlockPublicAcls: inputs["blockPublicAcls"] === true,
              BlockPublicPolicy: inputs["blockPublicPolicy"] === true,
              IgnorePublicAcls: inputs["ignorePublicAcls"] === true,
              RestrictPublicBuckets: inputs["restrictPublicBuckets"] === true,
            },
          }),
        ),
    ),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": inMemory(["bucket", "rule"], ["bucket"], (inputs) => text(inputs, "bucket")),
    "aws:s3/bucketPolicy:BucketPolicy": part(
      ["policy"],
      (inputs) => s3.send(new PutBucketPolicyCommand({ Bucket: text(inputs, "bucket"), Policy: text(inputs, "policy") })),
      {
        read: async (Bucket, state) => {
          const policy = (await found(s3.send(new GetBucketPolicyCommand({ Bucket }))))?.Policy;
          if (policy === undefined) return undefined;
          // The emulator may write the same document otherwise.
          return JSON.stringify(JSON.parse(policy)) === JSON.stringify(JSON.parse(text(state, "policy"))) ? state : { ...state, policy };
        },
        remove: async (Bucket) => void (await found(s3.send(new DeleteBucketPolicyCommand({ Bucket })))),
      },
    ),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": part(
      ["rules"],
      (inputs) =>
        s3.send(
          new PutBucketLifecycleConfigurationCommand({
            Bucket: text(inputs, "bucket"),
            LifecycleConfiguration: { Rules: (inputs["rules"] as Properties[]).map(lifecycleRule) },
          }),
        ),
      { remove: async (Bucket) => void (await found(s3.send(new DeleteBucketLifecycleCommand({ Bucket })))) },
    ),
    "aws:s3/bucketObjectv2:BucketObjectv2": {
      inputs: ["bucket", "key", "source", "sourceHash"],
      replaces: ["bucket", "key"],
      create: async (inputs) => {
        const key = text(inputs, "key");
        return { id: `${text(inputs, "bucket")}/${key}`, outputs: await putObject(s3, inputs) };
      },
      read: async (_, state) => {
        const head = await found(s3.send(new HeadObjectCommand({ Bucket: text(state, "bucket"), Key: text(state, "key") })));
        return head === undefined ? undefined : { ...state, etag: head.ETag };
      },
      update: async (_, __, inputs) => putObject(s3, inputs),
      remove: async (_, state) => void (await s3.send(new DeleteObjectCommand({ Bucket: text(state, "bucket"), Key: text(state, "key") }))),
    },
  };
}

async function putObject(s3: S3Client, inputs: Properties): Promise<Properties> {
  const { ETag } = await s3.send(
    new PutObjectCommand({ Bucket: text(inputs, "bucket"), Key: text(inputs, "key"), Body: bytesOf(inputs["source"]) }),
  );
  return { ...inputs, etag: ETag };
}

function lifecycleRule(rule: Properties) {
  const { id, filter, expiration, noncurrentVersionExpiration, abortIncompleteMultipartUpload } = rule as {
    id: string;
    filter: { prefix: string };
    expiration?: { days?: number; expiredObjectDeleteMarker?: boolean };
    noncurrentVersionExpiration?: { noncurrentDays: number };
    abortIncompleteMultipartUpload?: { daysAfterInitiation: number };
  };
  return {
    ID: id,
    Status: "Enabled" as const,
    Filter: { Prefix: filter.prefix },
    ...(expiration === undefined
      ? {}
      : {
          Expiration: {
            ...(expiration.days === undefined ? {} : { Days: expiration.days }),
            ...(expiration.expiredObjectDeleteMarker === undefined
              ? {}
              : { ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker }),
          },
        }),
    ...(noncurrentVersionExpiration === undefined
      ? {}
      : { NoncurrentVersionExpiration: { NoncurrentDays: noncurrentVersionExpiration.noncurrentDays } }),
    ...(abortIncompleteMultipartUpload === undefined
      ? {}
      : { AbortIncompleteMultipartUpload: { DaysAfterInitiation: abortIncompleteMultipartUpload.daysAfterInitiation } }),
  };
}

async function empty(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1000 }));
    const Objects = [...Versions, ...DeleteMarkers].flatMap(({ Key, VersionId }) => (Key === undefined ? [] : [{ Key, VersionId }]));
    if (Objects.length === 0) return;
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
}
