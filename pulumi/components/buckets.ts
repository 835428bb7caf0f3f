import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { tlsOnly } from "../decide/bucket-policies.ts";
import { QUARANTINE, QUERY_RESULTS, RUNS, STAGING } from "../decide/prefixes.ts";
import type { Settings } from "../settings.ts";

export interface Expiry {
  readonly days: number;
  /** How many days what was removed or overwritten stays; undefined: as everywhere in the bucket. */
  readonly oldVersionDays?: number;
}

export interface PrivateBucketArgs {
  readonly bucketName: string;
  readonly arn: string;
  readonly settings: Settings;
  readonly tags: Readonly<Record<string, string>>;
  /** Prefix -> when its objects are removed. */
  readonly expire: Readonly<Record<string, Expiry>>;
}

const ABORT_UPLOAD_DAYS = 7;
/** Which landing files a run had pinned. */
const RUN_DAYS = 90;
/** What a job that was killed has left. */
const STAGING_DAYS = 7;

/** The least that S3 takes: bad records are personal, so what is removed is not kept as an old version. */
const GONE_DAYS = 1;

export const lakeExpiry = ({ quarantineDays, queryResultDays }: Settings): PrivateBucketArgs["expire"] => ({
  [QUARANTINE]: { days: quarantineDays, oldVersionDays: GONE_DAYS },
  [QUERY_RESULTS]: { days: queryResultDays },
  [RUNS]: { days: RUN_DAYS },
  [STAGING]: { days: STAGING_DAYS },
});

/** A bucket that only its owner reaches, over TLS, encrypted and versioned. */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  /** What has to stand before anything is put into the bucket. */
  readonly guards: readonly pulumi.Resource[];

  constructor(name: string, { bucketName, arn, settings, tags, expire }: PrivateBucketArgs, options?: pulumi.ComponentResourceOptions) {
    super("sluice:storage:PrivateBucket", name, {}, options);
    const { protect, kmsKey, oldVersionDays } = settings;
    // A bucket that stays keeps what guards it.
    const own = { parent: this, retainOnDelete: protect };
    this.bucket = new aws.s3.Bucket(name, { bucket: bucketName, forceDestroy: !protect, tags }, { ...own, protect });
    const bucket = this.bucket.id;
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault:
              kmsKey === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKey },
            bucketKeyEnabled: kmsKey !== undefined,
          },
        ],
      },
      own,
    );
    const versioning = new aws.s3.BucketVersioning(name, { bucket, versioningConfiguration: { status: "Enabled" } }, own);
    const access = new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      own,
    );
    const ownership = new aws.s3.BucketOwnershipControls(name, { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }, own);
    const policy = new aws.s3.BucketPolicy(name, { bucket, policy: JSON.stringify(tlsOnly(arn)) }, { ...own, dependsOn: [access] });
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays: oldVersionDays },
            // The mark of a deleted object goes after its last version.
            expiration: { expiredObjectDeleteMarker: true },
            abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_UPLOAD_DAYS },
          },
          ...Object.entries(expire).map(([prefix, { days, oldVersionDays: old }]) => ({
            id: `expire-${prefix.replaceAll("/", "")}`,
            status: "Enabled",
            filter: { prefix },
            expiration: { days },
            ...(old === undefined ? {} : { noncurrentVersionExpiration: { noncurrentDays: old } }),
          })),
        ],
      },
      { ...own, dependsOn: [versioning] },
    );
    this.guards = [encryption, versioning, access, ownership, policy];
    this.registerOutputs({});
  }
}
