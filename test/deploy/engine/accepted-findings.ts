/** What tools say of the stacks and we accept, each with its reason: `rule kind: what is said`, or `rule kind` for all that the rule says of a kind. */
export type Accepted = Readonly<Record<string, string>>;

export interface Finding {
  readonly rule: string;
  /** The kind of resource. */
  readonly on: string;
  readonly says: string;
}

const keysOf = ({ rule, on, says }: Finding): readonly [string, string] => [`${rule} ${on}: ${says}`, `${rule} ${on}`];

/** What is found and not accepted, and what is accepted and not found any more. */
export function unexplained(found: readonly Finding[], accepted: Accepted): readonly string[] {
  const other = found.filter((one) => !keysOf(one).some((key) => Object.hasOwn(accepted, key))).map((one) => keysOf(one)[0]);
  const said = new Set(found.flatMap(keysOf));
  const stale = Object.keys(accepted).filter((key) => !said.has(key));
  return [...new Set(other), ...stale.map((key) => `${key}: accepted, and not found any more`)].sort();
}

/** Of cfn-lint (https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md). */
export const CFN_LINT: Accepted = {
  "E3002 CatalogTableOptimizer: Additional properties are not allowed ('RunRateInHours' was unexpected)":
    "CloudFormation lacks what Glue's API and the provider have; without it a refresh brings AWS's default.",
};

/** Of parliament, whose findings name the policy (https://github.com/duo-labs/parliament/blob/main/parliament/config.yaml). */
export const PARLIAMENT: Accepted = {
  "RESOURCE_STAR VpcEndpoint":
    "An endpoint's policy bounds what passes and grants nothing; other workloads of the VPC reach their own buckets through the same endpoint, and no ARN stands for all buckets but ours.",
  "PERMISSIONS_MANAGEMENT_ACTIONS VpcEndpoint":
    "As above: who may change a bucket's policy is decided by the caller's own policies, not by the way through the VPC.",
};

/** Of checkov (https://www.checkov.io/5.Policy%20Index/cloudformation.html). */
export const CHECKOV: Accepted = {
  "CKV_AWS_158 AWS::Logs::LogGroup":
    "CloudWatch encrypts logs by a key of its own; sluice:kmsKey gives them a key of the account's, as the stack with every setting shows.",
  "CKV_AWS_26 AWS::SNS::Topic":
    "A message names a job or an alarm, never data; sluice:kmsKey encrypts it too, as the stack with every setting shows.",
  "CKV_AWS_18 AWS::S3::Bucket":
    "S3 delivers access logs at its best effort and into a bucket that has to outlive this one; who must know who read what records the buckets' data events in the account's trail (CloudTrail).",
  "CKV_AWS_195 AWS::Glue::Job":
    "A security configuration says by which key Glue encrypts S3 objects, logs and bookmarks: buckets and log groups do so by themselves, and bookmarks are off.",
};
