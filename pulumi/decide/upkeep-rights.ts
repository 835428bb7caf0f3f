import type { LakeTable } from "../generated.ts";
import type { Settings } from "../settings.ts";
import type { Arns } from "./arns.ts";
import { prefixIs, useKey } from "./job-rights.ts";
import { allow, type PolicyDocument, policyDocument } from "./policy-document.ts";
import { zonePrefix } from "./prefixes.ts";

/** Where Glue's table optimizers log; the names are AWS's own. */
const OPTIMIZER_LOGS = ["compaction", "retention", "orphan-file-deletion"].map((of) => `/aws-glue/iceberg-${of}/logs`);

/**
 * The policy of Glue's table optimizers for the zones of the Iceberg tables; one role serves them all, and names would be too long for it
 * (https://docs.aws.amazon.com/glue/latest/dg/optimization-prerequisites.html).
 */
export function upkeepRights(tables: readonly LakeTable[], settings: Settings, arns: Arns): PolicyDocument {
  const data = [...new Set(tables.map(({ zone }) => zonePrefix(zone)))].sort();
  return policyDocument([
    allow("RewriteTables", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], data.map(arns.lakeObjects)),
    allow("ListTables", ["s3:ListBucket"], [arns.lake], prefixIs(data)),
    allow("CommitCatalogTables", ["glue:GetTable", "glue:UpdateTable"], [arns.catalog, arns.database, arns.table("*")]),
    allow(
      "WriteLogs",
      ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      OPTIMIZER_LOGS.map((group) => `${arns.logGroup(group)}:*`),
    ),
    useKey(settings),
  ]);
}
