import { refuse } from "../diagnostics/diagnostic.ts";

/** The bucket and the key or prefix of `s3://bucket/key`. */
export function s3Place(uri: string): { readonly bucket: string; readonly key: string } {
  const { protocol, host, pathname } = new URL(uri);
  if (protocol !== "s3:" || host === "") throw new Error(`not an S3 address: ${uri}`);
  return { bucket: host, key: decodeURIComponent(pathname.slice(1)) };
}

/** Makes a failure of AWS a refusal, `aws-failed`, that says what was tried. */
export const told =
  (doing: string) =>
  (error: unknown): never => {
    const { name, message } = error as Error;
    return refuse("aws-failed", { doing, reason: message === "" ? name : `${name}: ${message}` });
  };
