import type { LakeTable } from "../generated.ts";
import type { Settings } from "../settings.ts";
import type { Arns } from "./arns.ts";
import { allow, type PolicyDocument, policyDocument, type Statement } from "./policy-document.ts";
import { dataPrefix, LANDING, QUARANTINE, quarantinePrefix, RUNS, STAGING, stagingPrefix, zonePrefix } from "./prefixes.ts";

/** What of a source or table decides on rights. */
export type Touched = Pick<LakeTable, "name" | "zone" | "kind" | "path" | "format">;

/** Where a job reads and writes: prefixes of the lake's bucket, names of the catalog's tables (`*` for all). */
export interface Places {
  readonly landing: readonly string[];
  /** Of tables that the job reads and others make. */
  readonly read: readonly string[];
  readonly written: readonly string[];
  readonly quarantine: readonly string[];
  readonly staging: readonly string[];
  /** Folders above those that Spark makes: Hadoop looks for the nearest that is there. */
  readonly above: readonly string[];
  /** Sources whose files are pinned for a run. */
  readonly pinned: readonly string[];
  readonly catalogRead: readonly string[];
  readonly catalogWritten: readonly string[];
}

/** Of the job of one table. */
export function placesOfTable(table: Touched, reads: readonly Touched[]): Places {
  const sources = reads.filter(({ kind }) => kind === "source");
  const tables = reads.filter(({ kind }) => kind === "table");
  const isIceberg = table.format === "iceberg";
  return {
    landing: sources.map(dataPrefix),
    read: tables.map(dataPrefix),
    written: [dataPrefix(table)],
    quarantine: sources.map(quarantinePrefix),
    staging: isIceberg ? [stagingPrefix(table)] : [],
    above: [...(isIceberg ? [] : [zonePrefix(table.zone)]), ...(sources.length > 0 ? [QUARANTINE] : [])].sort(),
    pinned: sources.map(({ name }) => name),
    catalogRead: [...tables, table].map(({ name }) => name).sort(),
    catalogWritten: [table.name],
  };
}

/** Of the job that makes the whole lake: every table of every zone, and so whole zones; names would be too long for a policy. */
export const placesOfLake = (tables: readonly Touched[]): Places => ({
  landing: [LANDING],
  read: [],
  written: [...new Set(tables.filter(({ kind }) => kind === "table").map(({ zone }) => zonePrefix(zone)))].sort(),
  quarantine: [QUARANTINE],
  staging: [STAGING],
  above: [],
  pinned: ["*"],
  catalogRead: ["*"],
  catalogWritten: ["*"],
});

/** What else a job needs. */
export interface JobNeeds {
  /** ARNs of the secrets whose texts it needs. */
  readonly secrets: readonly string[];
  /** Prefix of its script and plans in the scripts bucket. */
  readonly bundle: string;
  readonly runtime: string;
  readonly logGroups: readonly string[];
}

/** Spark writes, reads back, renames by copying, and removes what it no longer needs. */
const WRITING = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"];

/**
 * A write that says that nothing may be there yet, as the runtime pins files: what another run has pinned stays
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html).
 */
const IF_NOT_THERE: NonNullable<Statement["Condition"]> = { Null: { "s3:if-none-match": ["false"] } };

/**
 * The policy of a job's role: what the compiled script reads and writes, and nothing else. The actions are those that the
 * runtime and Spark make; `test/deploy` holds them against recorded calls.
 */
export function jobRights(
  places: Places,
  { secrets, bundle, runtime, logGroups }: JobNeeds,
  settings: Settings,
  arns: Arns,
): PolicyDocument {
  const objects = (prefixes: readonly string[]): string[] => prefixes.map(arns.lakeObjects).sort();
  const inCatalog = (tables: readonly string[]): string[] => [arns.catalog, arns.database, ...tables.map(arns.table)];
  const { landing, read, written, quarantine, staging, above, pinned } = places;
  const pins = pinned.map((source) => `${arns.lake}/${RUNS}*/${source}.json`).sort();
  const folders = [...new Set([...landing, ...read, ...written, ...quarantine, ...staging])].sort();
  return policyDocument([
    allow("ReadScripts", ["s3:GetObject"], [arns.scriptObjects(bundle), arns.scriptObjects(runtime)]),
    allow("ReadLanding", ["s3:GetObject"], objects(landing)),
    allow("ReadTables", ["s3:GetObject"], objects(read)),
    allow("WriteTables", WRITING, objects(written)),
    allow("WriteQuarantine", WRITING, objects(quarantine)),
    allow("WriteStaging", WRITING, objects(staging)),
    allow("FindFolders", ["s3:GetObject"], [...folders, ...above].map(arns.lakeFolder)),
    allow("ReadPins", ["s3:GetObject"], pins),
    allow("PinLandingFiles", ["s3:PutObject"], pins, IF_NOT_THERE),
    allow("ListLake", ["s3:ListBucket"], [arns.lake], prefixIs([...folders, ...(pinned.length > 0 ? [RUNS] : [])], above)),
    allow("ReadCatalog", ["glue:GetDatabase"], [arns.catalog, arns.database]),
    allow("ReadCatalogTables", ["glue:GetTable"], inCatalog(places.catalogRead)),
    allow("CommitCatalogTables", ["glue:CreateTable", "glue:UpdateTable"], inCatalog(places.catalogWritten)),
    allow(
      "WriteLogs",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      logGroups.map((group) => `${arns.logGroup(group)}:*`),
    ),
    allow("ReadSecrets", ["secretsmanager:GetSecretValue"], secrets),
    useKey(settings),
  ]);
}

/**
 * Folders that may be listed with all below, others (`alone`) whose own name may be asked for, and nothing else of the bucket.
 * Hadoop asks first whether there is an object of a folder's name; S3 says that there is none only to whom may list that name
 * (the key is then what it compares with `s3:prefix`).
 */
export const prefixIs = (folders: readonly string[], alone: readonly string[] = []): NonNullable<Statement["Condition"]> => ({
  StringLike: {
    "s3:prefix": [
      ...folders.flatMap((folder) => [folder.replace(/\/$/, ""), `${folder}*`]),
      ...alone.flatMap((folder) => [folder.replace(/\/$/, ""), folder]),
    ],
  },
});

/** The use of the lake's own key; nothing without one. */
export const useKey = ({ kmsKey }: Settings): Statement =>
  allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], kmsKey === undefined ? [] : [kmsKey]);
