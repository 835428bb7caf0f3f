import type { LakeTable } from "../generated.ts";
import type { Settings } from "../settings.ts";
import type { Arns } from "./arns.ts";
import { prefixIs, useKey } from "./job-rights.ts";
import { allow, type PolicyDocument, policyDocument } from "./policy-document.ts";
import { dataPrefix } from "./prefixes.ts";

/** Where Glue's table optimizers log; the name is AWS's own. */
const OPTIMIZER_LOGS = "/aws-glue/iceberg-compaction/logs";

/**
 * The policy of Glue's table optimizers for the Iceberg tables
 * (https://docs.aws.amazon.com/glue/latest/dg/optimization-prerequisites.html).
 */
export function upkeepRights(tables: readonly LakeTable[], settings: Settings, arns: Arns): PolicyDocument {
  const data = tables.map(dataPrefix).sort();
  return policyDocument([
    allow("RewriteTables", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], data.map(arns.lakeObjects)),
    allow("ListTables", ["s3:ListBucket"], [arns.lake], prefixIs(data)),
    allow(
      "CommitCatalogTables",
      ["glue:GetTable", "glue:UpdateTable"],
      [arns.catalog, arns.database, ...tables.map(({ name }) => arns.table(name)).sort()],
    ),
    allow("WriteLogs", ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], [`${arns.logGroup(OPTIMIZER_LOGS)}:*`]),
    useKey(settings),
  ]);
}
