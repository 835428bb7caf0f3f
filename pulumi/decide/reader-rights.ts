import type { LakeTable } from "../generated.ts";
import type { Settings } from "../settings.ts";
import type { Arns } from "./arns.ts";
import { prefixIs, useKey } from "./job-rights.ts";
import { allow, type PolicyDocument, policyDocument } from "./policy-document.ts";
import { LANDING, QUARANTINE, resultsPrefix, zonePrefix } from "./prefixes.ts";

/** The policy of a data scientist: Athena on the tables of one zone, in that zone's workgroup, and nothing else. */
export function readerRights(zone: string, tables: readonly LakeTable[], settings: Settings, arns: Arns): PolicyDocument {
  const data = [...new Set(tables.map(({ kind }) => (kind === "source" ? LANDING : zonePrefix(zone))))].sort();
  const results = resultsPrefix(zone);
  return policyDocument([
    allow(
      "Query",
      [
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetNamedQuery",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      [arns.workgroup(zone)],
    ),
    allow(
      "ReadCatalog",
      ["glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables", "glue:BatchGetPartition"],
      [arns.catalog, arns.database, ...tables.map(({ name }) => arns.table(name)).sort()],
    ),
    allow("ReadTables", ["s3:GetObject"], data.map(arns.lakeObjects)),
    allow("ListTables", ["s3:ListBucket"], [arns.lake], prefixIs([...data, results])),
    allow("FindBucket", ["s3:GetBucketLocation"], [arns.lake]),
    allow(
      "WriteResults",
      ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
      [arns.lakeObjects(results)],
    ),
    useKey(settings),
  ]);
}

/** The policy of whoever looks into bad records. They are as personal as their source. */
export const quarantineReaderRights = (settings: Settings, arns: Arns): PolicyDocument =>
  policyDocument([
    allow("ReadQuarantine", ["s3:GetObject"], [arns.lakeObjects(QUARANTINE)]),
    allow("ListQuarantine", ["s3:ListBucket"], [arns.lake], prefixIs([QUARANTINE])),
    useKey(settings),
  ]);
