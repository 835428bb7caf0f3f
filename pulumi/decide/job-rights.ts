import type { LakeTable } from "../generated.ts";
import type { Settings } from "../settings.ts";
import type { Arns } from "./arns.ts";
import { allow, type PolicyDocument, policyDocument, type Statement } from "./policy-document.ts";
import { dataPrefix, quarantinePrefix, RUNS, stagingPattern } from "./prefixes.ts";

/** What of a source or table decides on rights. */
export type Touched = Pick<LakeTable, "name" | "zone" | "kind" | "path">;

/** What a job reads and writes. */
export interface JobTouches {
  /** ARNs of the secrets whose texts it needs. */
  readonly secrets: readonly string[];
  readonly reads: readonly Touched[];
  readonly writes: readonly Touched[];
  /** Prefix of its script and plans in the scripts bucket. */
  readonly bundle: string;
  readonly runtime: string;
  readonly logGroups: readonly string[];
}

/** Spark writes, reads back, renames by copying, and removes what it no longer needs. */
const WRITING = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"];

/**
 * The policy of a job's role: what the compiled script reads and writes, and nothing else. The actions are those that the
 * runtime and Spark make; `test/deploy` holds them against recorded calls.
 */
export function jobRights(
  { secrets, reads, writes, bundle, runtime, logGroups }: JobTouches,
  settings: Settings,
  arns: Arns,
): PolicyDocument {
  const sources = reads.filter(({ kind }) => kind === "source");
  const tables = reads.filter(({ kind }) => kind === "table");
  const objects = (prefixes: readonly string[]): string[] => prefixes.map(arns.lakeObjects).sort();
  const written = writes.map(dataPrefix);
  const kept = sources.map(quarantinePrefix);
  const staged = writes.map(stagingPattern);
  const pins = sources.map(({ name }) => `${RUNS}*/${name}.json`);
  const listed = [...new Set([...sources.map(dataPrefix), ...tables.map(dataPrefix), ...written, ...kept, ...staged])].sort();
  return policyDocument([
    allow("ReadScripts", ["s3:GetObject"], [arns.scriptObjects(bundle), arns.scriptObjects(runtime)]),
    allow("ListScripts", ["s3:ListBucket"], [arns.scripts], prefixIs([bundle])),
    allow("ReadLanding", ["s3:GetObject"], objects(sources.map(dataPrefix))),
    allow("ReadTables", ["s3:GetObject"], objects(tables.map(dataPrefix))),
    allow("WriteTables", WRITING, objects(written)),
    allow("WriteQuarantine", WRITING, objects(kept)),
    allow("WriteStaging", WRITING, staged.map((pattern) => `${arns.lake}/${pattern}*`).sort()),
    allow("PinLandingFiles", ["s3:GetObject", "s3:PutObject"], pins.map((key) => `${arns.lake}/${key}`).sort()),
    allow("ListLake", ["s3:ListBucket"], [arns.lake], prefixIs([...listed, ...(sources.length > 0 ? [RUNS] : [])])),
    allow("ReadCatalog", ["glue:GetDatabase"], [arns.catalog, arns.database]),
    allow(
      "ReadCatalogTables",
      ["glue:GetTable"],
      [arns.catalog, arns.database, ...[...tables, ...writes].map(({ name }) => arns.table(name)).sort()],
    ),
    allow(
      "CommitCatalogTables",
      ["glue:CreateTable", "glue:UpdateTable"],
      [arns.catalog, arns.database, ...writes.map(({ name }) => arns.table(name)).sort()],
    ),
    allow(
      "WriteLogs",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      logGroups.map((group) => `${arns.logGroup(group)}:*`),
    ),
    allow("ReadSecrets", ["secretsmanager:GetSecretValue"], secrets),
    useKey(settings),
  ]);
}

/** Keys that start so may be listed, and nothing else of the bucket. */
export const prefixIs = (prefixes: readonly string[]): NonNullable<Statement["Condition"]> => ({
  StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) },
});

/** The use of the lake's own key; nothing without one. */
export const useKey = ({ kmsKey }: Settings): Statement =>
  allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], kmsKey === undefined ? [] : [kmsKey]);
