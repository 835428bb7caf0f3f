import type { Arns } from "./arns.ts";
import type { Place } from "./names.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** Nobody reaches the bucket without TLS. */
export const tlsOnly = (bucket: string): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "RefuseWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:*"],
      Resource: [bucket, `${bucket}/*`],
      Condition: { Bool: { "aws:SecureTransport": ["false"] } },
    },
  ],
});

/**
 * What may pass the VPC's S3 endpoint: to the lake's buckets only principals of this account, so that foreign credentials
 * inside the VPC reach nothing of it; all else as it was without the endpoint, because other workloads share it.
 */
export const endpointPolicy = (arns: Arns, { account }: Place): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    { Sid: "AsWithoutEndpoint", Effect: "Allow", Principal: "*", Action: ["s3:*"], Resource: ["*"] },
    {
      Sid: "LakeForThisAccount",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:*"],
      Resource: [arns.lake, `${arns.lake}/*`, arns.scripts, `${arns.scripts}/*`],
      Condition: { StringNotEquals: { "aws:PrincipalAccount": [account] } },
    },
  ],
});
