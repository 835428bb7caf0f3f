import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { S3Client } from "@aws-sdk/client-s3";
import { inTurns } from "../run/in-turns.ts";
import { s3Place, told } from "./aws.ts";
import type { IngestEvent } from "./ingest.ts";

/** Copies all objects below `s3://bucket/prefix` to a folder, and gives the folder. Refuses with `aws-failed`. */
export async function download(
  s3: S3Client,
  from: string,
  folder: string,
  onProgress: (event: IngestEvent) => void,
  signal: AbortSignal,
): Promise<string> {
  const { GetObjectCommand, paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
  const { bucket, key } = s3Place(from);
  const prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
  const keys: string[] = [];
  try {
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix }))
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined || Key.endsWith("/") ? [] : [Key])));
  } catch (error) {
    told(`listing ${from}`)(error);
  }
  await mkdir(folder, { recursive: true });
  let done = 0;
  await inTurns(keys, async (Key) => {
    signal.throwIfAborted();
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key })).catch(told(`reading s3://${bucket}/${Key}`));
    const path = join(folder, Key.slice(prefix.length));
    await mkdir(dirname(path), { recursive: true });
    await pipeline(Body as Readable, createWriteStream(path));
    done += 1;
    onProgress({ event: "downloaded", done, of: keys.length, file: Key });
  });
  return folder;
}
