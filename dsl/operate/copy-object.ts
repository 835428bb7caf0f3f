import type { S3Client } from "@aws-sdk/client-s3";
import { told } from "./aws.ts";
import type { LandingObject } from "./s3-delivery.ts";
import { type Place, SHA256 } from "./target.ts";

/** Bytes of the largest object that S3 copies at once. */
const LARGEST = 5 * 2 ** 30;
/** Bytes of a part of a larger one: at most 10,000 parts make the largest object of all. */
const PART = 2 ** 30;

/**
 * Lets S3 copy an object, of whose content the SHA-256 is known, as it was when it was listed. Refuses with `aws-failed`.
 * `largest` and `part` are for tests.
 */
export async function copyObject(
  s3: S3Client,
  object: LandingObject,
  place: Place,
  sha256: string,
  signal: AbortSignal,
  { largest, part } = { largest: LARGEST, part: PART },
): Promise<void> {
  const source = {
    CopySource: `${object.bucket}/${object.key.split("/").map(encodeURIComponent).join("/")}`,
    CopySourceIfMatch: object.etag,
  };
  const failed = told(`copying s3://${object.bucket}/${object.key} to s3://${place.Bucket}/${place.Key}`);
  if (object.size > largest) return copyInParts(s3, object.size, source, place, sha256, signal, part).catch(failed);
  const { CopyObjectCommand } = await import("@aws-sdk/client-s3");
  const command = new CopyObjectCommand({ ...place, ...source, ChecksumAlgorithm: "SHA256" });
  await s3.send(command, { abortSignal: signal }).catch(failed);
}

async function copyInParts(
  s3: S3Client,
  size: number,
  source: { readonly CopySource: string; readonly CopySourceIfMatch: string | undefined },
  place: Place,
  sha256: string,
  signal: AbortSignal,
  part: number,
): Promise<void> {
  const aws = await import("@aws-sdk/client-s3");
  const { UploadId } = await s3.send(new aws.CreateMultipartUploadCommand({ ...place, Metadata: { [SHA256]: sha256 } }));
  try {
    const Parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
    for (let first = 0; first < size; first += part) {
      const PartNumber = Parts.length + 1;
      const CopySourceRange = `bytes=${first}-${Math.min(first + part, size) - 1}`;
      const command = new aws.UploadPartCopyCommand({ ...place, ...source, UploadId, PartNumber, CopySourceRange });
      const { CopyPartResult } = await s3.send(command, { abortSignal: signal });
      Parts.push({ PartNumber, ETag: CopyPartResult?.ETag });
    }
    await s3.send(new aws.CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
  } catch (error) {
    await s3.send(new aws.AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => {});
    throw error;
  }
}
