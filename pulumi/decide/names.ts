import { sha256 } from "../generated.ts";

/** Where a stack is deployed. */
export interface Place {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** The account's twelve digits. */
  readonly account: string;
  readonly region: string;
}

/** The names of what a stack makes. Two stacks of one account have no name in common, within AWS's lengths and characters. */
export interface Names {
  readonly lakeBucket: string;
  readonly scriptsBucket: string;
  readonly database: string;
  readonly workflow: string;
  readonly topic: string;
  readonly upkeepRole: string;
  readonly quarantineReaderRole: string;
  /** Of the first, second... rule. */
  readonly failureRule: (number: number) => string;
  /** Prefix of the two log groups that Glue writes to. */
  readonly logPrefix: string;
  readonly job: (table: string) => string;
  readonly jobRole: (table: string) => string;
  readonly startTrigger: string;
  /** Of the trigger that starts this table's job, and maybe others. */
  readonly trigger: (table: string) => string;
  readonly readerRole: (zone: string) => string;
  readonly workgroup: (zone: string) => string;
  /** For queries over all zones. */
  readonly lakeWorkgroup: string;
  readonly quarantineAlarm: string;
}

/** The job that makes the whole lake, where a table would stand. */
export const LAKE_JOB = "lake";

/** Longest names, in characters: S3 bucket, IAM role, Athena workgroup and query, SNS topic, EventBridge rule, Glue, alarm. */
const LIMIT = { bucket: 63, role: 64, workgroup: 128, topic: 256, rule: 64, glue: 255, alarm: 255, logPrefix: 400 } as const;

/**
 * `project` is the setting `name`, `stack` as the user wrote it. The kind stands last, and neither a project nor a table or
 * zone has a `-` in it: so a name can be read in one way only, and equal names mean the same thing of the same stack.
 */
export function namesOf(project: string, stack: string, { account, region }: Place): Names {
  const own = `${project}-${slug(stack, "-")}`;
  const place = `-${account}-${region}`;
  const named = (limit: number, ...parts: readonly string[]): string => shortened([own, ...parts].join("-"), limit);
  const bucket = (what: string): string => `${shortened(`${own}-${what}`, LIMIT.bucket - place.length)}${place}`;
  return {
    lakeBucket: bucket("lake"),
    scriptsBucket: bucket("scripts"),
    database: shortened(`${project}_${slug(stack, "_")}`, LIMIT.glue),
    workflow: named(LIMIT.glue, "workflow"),
    topic: named(LIMIT.topic, "alarms"),
    upkeepRole: named(LIMIT.role, "upkeep"),
    quarantineReaderRole: named(LIMIT.role, "quarantine"),
    failureRule: (number) => named(LIMIT.rule, `failed${number}`),
    logPrefix: shortened(`/aws-glue/jobs/${own}`, LIMIT.logPrefix),
    job: (table) => named(LIMIT.glue, table, "job"),
    jobRole: (table) => named(LIMIT.role, table, "job"),
    startTrigger: named(LIMIT.glue, "start"),
    trigger: (table) => named(LIMIT.glue, table, "trigger"),
    readerRole: (zone) => named(LIMIT.role, zone, "reader"),
    workgroup: (zone) => named(LIMIT.workgroup, zone, "queries"),
    lakeWorkgroup: named(LIMIT.workgroup, "all"),
    quarantineAlarm: named(LIMIT.alarm, "quarantine"),
  };
}

const DIGEST = 8;

/** Text as lower-case letters, digits and `separator`; a text that changes on the way gets a digest of what it was. */
function slug(text: string, separator: "-" | "_"): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, separator)
    .replaceAll(/^[-_]+|[-_]+$/g, "");
  return plain === text ? text : `${plain}${plain === "" ? "" : separator}${sha256(text).slice(0, DIGEST)}`;
}

/** A name cut to `limit` characters; what is cut off is told apart by a digest of the whole. */
function shortened(name: string, limit: number): string {
  if (name.length <= limit) return name;
  return `${name.slice(0, limit - DIGEST - 1).replace(/[-_]+$/, "")}-${sha256(name).slice(0, DIGEST)}`;
}
