import { AthenaClient } from "@aws-sdk/client-athena";
import { GlueClient } from "@aws-sdk/client-glue";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";

export interface Clients {
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly iam: IAMClient;
  readonly s3: S3Client;
}

export const REGION = "eu-central-1";

/** Credentials of an emulator on this machine; obviously none of anybody's. */
export const FAKE_CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" } as const;

export function clientsOf(endpoint: string): Clients {
  const options = { endpoint, region: REGION, credentials: FAKE_CREDENTIALS };
  return {
    athena: new AthenaClient(options),
    glue: new GlueClient(options),
    iam: new IAMClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
  };
}

/** The answer, or undefined where AWS says that the thing is not there. */
export async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    if (/NotFound|NoSuch|NoSuchEntity|EntityNotFound/.test(name) || $metadata?.httpStatusCode === 404) return undefined;
    if (name === "InvalidRequestException" && /not found|does not exist/i.test(String((error as Error).message))) return undefined;
    throw error;
  }
}
