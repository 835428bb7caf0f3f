import type { S3Client } from "@aws-sdk/client-s3";

/** Where a stack's landing files are. */
export interface Target {
  readonly bucket: string;
  /** With a slash at its end. */
  readonly prefix: string;
}

export interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/** The metadata by which an object that was copied in parts keeps the SHA-256 of its whole content. */
export const SHA256 = "sluice-sha256";

/** Whether an object has the content of this SHA-256, in base64. */
export async function holds(s3: S3Client, place: Place, sha256: string, size: bigint): Promise<boolean> {
  const { HeadObjectCommand } = await import("@aws-sdk/client-s3");
  const held = await s3.send(new HeadObjectCommand({ ...place, ChecksumMode: "ENABLED" })).catch(() => undefined);
  if (held === undefined || BigInt(held.ContentLength ?? -1) !== size) return false;
  return held.ChecksumSHA256 === sha256 || held.Metadata?.[SHA256] === sha256;
}
