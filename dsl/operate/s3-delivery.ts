import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { S3Client } from "@aws-sdk/client-s3";
import type { Refused } from "../landing/find.ts";
import { HEAD, isHidden, type Verdict, verdictOf } from "../landing/rule.ts";
import { cannotRead } from "../run/failures.ts";
import { inTurns } from "../run/in-turns.ts";
import type { Pin } from "../run/pin.ts";
import { s3Place, told } from "./aws.ts";
import type { Contents } from "./delivery.ts";

/** An object of a delivery that is a landing file. */
export interface LandingObject {
  /** Below the prefix. */
  readonly name: string;
  readonly bucket: string;
  readonly key: string;
  readonly etag: string | undefined;
  /** Bytes. */
  readonly size: number;
  readonly gz: boolean;
}

/** Requests to S3 at once. */
const AT_ONCE = 16;

/**
 * What stands below `s3://bucket/prefix` by the rule for landing files, of which the first bytes are read. Keys that could
 * lead out of a folder are among what is refused. Refuses with `aws-failed`.
 */
export async function objectsOf(s3: S3Client, from: string, signal: AbortSignal): Promise<Contents<LandingObject>> {
  const { bucket, key } = s3Place(from);
  const prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
  const listed = (await list(s3, bucket, prefix, signal)).filter(({ name, size }) => !isSkipped(name, size));
  const refused: Refused[] = listed
    .filter(({ name }) => !isClean(name))
    .map(({ name, key: path }) => ({
      name,
      path: `s3://${bucket}/${path}`,
      kind: "refused",
      reason: "its key has an empty part, `.` or `..` between slashes",
      instead: "rename it",
    }));
  const clean = listed.filter(({ name }) => isClean(name));
  const verdicts = new Map<string, Verdict>();
  const look = async (object: Listed): Promise<void> => {
    verdicts.set(object.key, verdictOf(object.name, object.size, await headOf(s3, bucket, object, signal)));
  };
  await inTurns(clean, look, AT_ONCE);
  const files: LandingObject[] = [];
  const passedOver: string[] = [];
  for (const object of clean) {
    const verdict = verdicts.get(object.key);
    const { name } = object;
    if (verdict?.kind === "read") files.push({ ...object, bucket, gz: verdict.gz });
    else if (verdict?.kind === "passed-over") passedOver.push(name);
    else if (verdict !== undefined) refused.push({ instead: undefined, ...verdict, name, path: `s3://${bucket}/${object.key}` });
  }
  return { files, passedOver, refused };
}

type Listed = Omit<LandingObject, "bucket" | "gz">;

async function list(s3: S3Client, bucket: string, prefix: string, signal: AbortSignal): Promise<readonly Listed[]> {
  const { ListObjectsV2Command } = await import("@aws-sdk/client-s3");
  const listed: Listed[] = [];
  let ContinuationToken: string | undefined;
  do {
    const request = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken });
    const page = await s3.send(request, { abortSignal: signal }).catch(told(`listing s3://${bucket}/${prefix}`));
    for (const { Key: key, Size: size = 0, ETag: etag } of page.Contents ?? [])
      if (key !== undefined) listed.push({ name: key.slice(prefix.length), key, etag, size });
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return listed;
}

/** Hidden objects, and those that only stand for a folder. */
const isSkipped = (name: string, size: number): boolean =>
  (size === 0 && (name === "" || name.endsWith("/"))) || partsOf(name).some((part) => isHidden(part) && part !== "." && part !== "..");

/** A backslash parts names too, on some systems. */
const partsOf = (name: string): readonly string[] => name.split(/[/\\]/);

const isClean = (name: string): boolean =>
  !partsOf(name).some((part) => part === "." || part === "..") && name.split("/").every((part) => part !== "") && !name.includes("\0");

async function headOf(s3: S3Client, bucket: string, { key, size, etag }: Listed, signal: AbortSignal): Promise<Uint8Array> {
  if (size === 0) return new Uint8Array();
  const { GetObjectCommand } = await import("@aws-sdk/client-s3");
  const request = new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=0-${HEAD - 1}`, IfMatch: etag });
  const failed = told(`reading s3://${bucket}/${key}`);
  const { Body } = await s3.send(request, { abortSignal: signal }).catch(failed);
  return (await Body?.transformToByteArray().catch(failed)) ?? new Uint8Array();
}

/**
 * Copies objects to files of a folder, which have numbers for names: no key can lead out of it, or meet another one on a
 * disk that takes two names for one. Refuses with `aws-failed`, also for an object that has changed since it was listed.
 */
export async function download(
  s3: S3Client,
  objects: readonly LandingObject[],
  folder: string,
  onFile: (name: string) => void,
  signal: AbortSignal,
): Promise<readonly Pin[]> {
  const { GetObjectCommand } = await import("@aws-sdk/client-s3");
  await mkdir(folder, { mode: 0o700 });
  const pins = new Map<LandingObject, Pin>();
  await inTurns(objects, async (object) => {
    const { bucket, key, etag, name, gz } = object;
    const path = join(folder, String(pins.size + 1));
    const reserved: Pin = { path, name, gz, size: 0n, modified: 0n, changed: 0n, inode: 0n };
    pins.set(object, reserved);
    const failed = told(`reading s3://${bucket}/${key}`);
    const request = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag });
    const { Body } = await s3.send(request, { abortSignal: signal }).catch(failed);
    await pipeline(Body as Readable, createWriteStream(path, { flags: "wx", mode: 0o600 }), { signal }).catch(failed);
    const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true }).catch(cannotRead(path));
    pins.set(object, { ...reserved, size, modified: mtimeNs, changed: ctimeNs, inode: ino });
    onFile(name);
  });
  return objects.flatMap((object) => pins.get(object) ?? []);
}
