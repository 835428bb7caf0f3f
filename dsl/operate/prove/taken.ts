import type { GlueClient } from "@aws-sdk/client-glue";
import type { S3Client } from "@aws-sdk/client-s3";
import { told } from "../aws.ts";
import type { Planned } from "./plan.ts";

interface Clients {
  readonly glue: GlueClient;
  readonly s3: S3Client;
}

/**
 * The buckets, the database and the workflow of a stack that are in the account already, each in words. A bucket's name is taken where
 * anybody has it. Refuses with `aws-failed`.
 */
export async function takenIn({ glue, s3 }: Clients, { buckets, database, workflow }: Planned): Promise<readonly string[]> {
  const [{ HeadBucketCommand }, { GetDatabaseCommand, GetWorkflowCommand }] = await Promise.all([
    import("@aws-sdk/client-s3"),
    import("@aws-sdk/client-glue"),
  ]);
  const asked: readonly (readonly [what: string, ask: () => Promise<unknown>])[] = [
    ...buckets.map((Bucket) => [`the bucket ${Bucket}`, () => s3.send(new HeadBucketCommand({ Bucket }))] as const),
    [`the Glue database ${database}`, () => glue.send(new GetDatabaseCommand({ Name: database }))],
    [`the Glue workflow ${workflow}`, () => glue.send(new GetWorkflowCommand({ Name: workflow }))],
  ];
  const taken: string[] = [];
  for (const [what, ask] of asked) if (await isThere(ask()).catch(told(`looking for ${what}`))) taken.push(what);
  return taken;
}

/** S3 says 301 of a bucket in another region and 403 of one of somebody else. */
const THERE: ReadonlySet<number | undefined> = new Set([301, 403]);

async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    const { name, $metadata } = error as { readonly name: string; readonly $metadata?: { readonly httpStatusCode?: number } };
    if (name === "EntityNotFoundException" || name === "NotFound" || $metadata?.httpStatusCode === 404) return false;
    // `HeadBucket` has no body that would name the error.
    if (
      THERE.has($metadata?.httpStatusCode) &&
      !/Exception$/.test(name) &&
      !/InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken/.test(name)
    )
      return true;
    throw error;
  }
}
