const BROKEN_UPLOAD = "Asked for only when an upload of parts breaks off.";
const DELETED_TABLE = "A table that somebody has deleted from the catalog is made again by its job; Iceberg then asks for the database.";
const LOGS = "Glue writes the log of a job with the job's role; the script does not.";
const KEY = "S3 asks KMS with the caller's rights where the lake has a key of its own; the emulator asks nobody.";
/** https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena.html */
const ATHENA = "Athena reads catalog and tables and writes results with the rights of who asks; the emulator does that by itself.";
const CONSOLE = "Athena's console asks for it; `sluice query` does not.";
const INTERRUPTED = "Asked for only when a query is interrupted.";
/** https://docs.aws.amazon.com/glue/latest/dg/optimization-prerequisites.html */
const OPTIMIZER = "Glue's optimizers ask for it; no emulator has them. As AWS's page on them says.";

/**
 * What roles may do and no recorded run did, each with its reason: `kind: Sid action`. A grant that was used, or that no role has,
 * is an error here.
 */
export const UNUSED_GRANTS: Readonly<Record<string, string>> = {
  "job: WriteTables s3:AbortMultipartUpload": BROKEN_UPLOAD,
  "job: WriteQuarantine s3:AbortMultipartUpload": BROKEN_UPLOAD,
  "job: WriteStaging s3:AbortMultipartUpload": BROKEN_UPLOAD,
  "job: ReadCatalog glue:GetDatabase": DELETED_TABLE,
  "job: CommitCatalogTables glue:CreateTable": DELETED_TABLE,
  "job: WriteLogs logs:CreateLogStream": LOGS,
  "job: WriteLogs logs:PutLogEvents": LOGS,
  "job: UseKey kms:Decrypt": KEY,
  "job: UseKey kms:GenerateDataKey": KEY,
  "reader: Query athena:BatchGetNamedQuery": CONSOLE,
  "reader: Query athena:BatchGetQueryExecution": CONSOLE,
  "reader: Query athena:GetWorkGroup": CONSOLE,
  "reader: Query athena:ListNamedQueries": CONSOLE,
  "reader: Query athena:ListQueryExecutions": CONSOLE,
  "reader: Query athena:StopQueryExecution": INTERRUPTED,
  "reader: ReadCatalog glue:BatchGetPartition": ATHENA,
  "reader: ReadCatalog glue:GetDatabase": ATHENA,
  "reader: ReadCatalog glue:GetPartition": ATHENA,
  "reader: ReadCatalog glue:GetPartitions": ATHENA,
  "reader: ReadCatalog glue:GetTable": ATHENA,
  "reader: ReadCatalog glue:GetTables": ATHENA,
  "reader: ReadTables s3:GetObject": ATHENA,
  "reader: ListTables s3:ListBucket": ATHENA,
  "reader: FindBucket s3:GetBucketLocation": ATHENA,
  "reader: WriteResults s3:AbortMultipartUpload": BROKEN_UPLOAD,
  "reader: WriteResults s3:GetObject": ATHENA,
  "reader: WriteResults s3:ListMultipartUploadParts": ATHENA,
  "reader: WriteResults s3:PutObject": ATHENA,
  "reader: UseKey kms:Decrypt": KEY,
  "reader: UseKey kms:GenerateDataKey": KEY,
  "quarantine: UseKey kms:Decrypt": KEY,
  "quarantine: UseKey kms:GenerateDataKey": KEY,
  "upkeep: RewriteTables s3:DeleteObject": OPTIMIZER,
  "upkeep: RewriteTables s3:GetObject": OPTIMIZER,
  "upkeep: RewriteTables s3:PutObject": OPTIMIZER,
  "upkeep: ListTables s3:ListBucket": OPTIMIZER,
  "upkeep: CommitCatalogTables glue:GetTable": OPTIMIZER,
  "upkeep: CommitCatalogTables glue:UpdateTable": OPTIMIZER,
  "upkeep: WriteLogs logs:CreateLogGroup": OPTIMIZER,
  "upkeep: WriteLogs logs:CreateLogStream": OPTIMIZER,
  "upkeep: WriteLogs logs:PutLogEvents": OPTIMIZER,
  "upkeep: UseKey kms:Decrypt": KEY,
  "upkeep: UseKey kms:GenerateDataKey": KEY,
};
