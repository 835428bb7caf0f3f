import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import { refuse } from "../diagnostics/diagnostic.ts";
import { findLanding } from "../landing/find.ts";
import { cannotRead } from "../run/failures.ts";
import { checkUnchanged, type Pin, pinOf } from "../run/pin.ts";
import { told } from "./aws.ts";
import { sha256OfFile } from "./checksum.ts";
import { type Contents, type Delivery, placeIn } from "./delivery.ts";
import { holds, type Target } from "./target.ts";

/** A delivery in a folder. Refuses with `no-landing-folder` and `cannot-read`. */
export async function folderDelivery(folder: string, s3: S3Client, target: Target, signal: AbortSignal): Promise<Delivery> {
  const root = resolve(folder);
  const stats = await stat(root).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? refuse("no-landing-folder", { folder, table: undefined }) : cannotRead(folder)(error),
  );
  if (!stats.isDirectory()) refuse("cannot-read", { path: folder, reason: "it is not a folder" });
  const found = await findLanding(root, "");
  const contents: Contents<Pin> = found === undefined ? NOTHING : { ...found, files: found.files.map(pinOf) };
  return { contents, placeOf: (name) => placeIn(folder, name), copy: (pin) => upload(s3, pin, target, signal) };
}

const NOTHING = { files: [], passedOver: [], refused: [] };

async function upload(s3: S3Client, pin: Pin, { bucket, prefix }: Target, signal: AbortSignal): Promise<boolean> {
  const { PutObjectCommand } = await import("@aws-sdk/client-s3");
  const place = { Bucket: bucket, Key: `${prefix}${pin.name}` };
  const ChecksumSHA256 = await sha256OfFile(pin.path);
  // These bytes are the ones that were checked, and S3 takes no others.
  await checkUnchanged([pin]);
  if (await holds(s3, place, ChecksumSHA256, pin.size)) return false;
  const put = new PutObjectCommand({ ...place, Body: createReadStream(pin.path), ContentLength: Number(pin.size), ChecksumSHA256 });
  await s3.send(put, { abortSignal: signal }).catch(told(`copying ${pin.path} to s3://${bucket}/${place.Key}`));
  return true;
}
