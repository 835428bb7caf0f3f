import { z } from "zod";
import { nearestOrAll } from "../dsl/diagnostics/nearest.ts";
import { cronMistake } from "./decide/cron.ts";
import { Mistakes } from "./mistakes.ts";

/** Retention in days that CloudWatch Logs accepts (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html). */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;
/** Glue's worker types for Spark jobs; FLEX has the first two (https://docs.aws.amazon.com/glue/latest/dg/add-job.html). */
const WORKER_TYPES = ["G.1X", "G.2X", "G.4X", "G.8X", "G.12X", "G.16X"] as const;
const FLEX_WORKER_TYPES: readonly string[] = ["G.1X", "G.2X"];

const arn = (service: string, resource: string, what: string) =>
  z.string().regex(new RegExp(`^arn:aws[a-z-]*:${service}:[^:]*:[0-9]{12}:${resource}$`), `expected the ARN of ${what}`);

const principals = z.array(arn("iam", "(role|user)/.+|root", "an IAM role, user or account")).min(1);

/** As IAM has it, the narrowest of the services that are tagged (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html). */
const TAG_CHARACTERS = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

/** Of the 50 tags that AWS takes, so many are left beside the stack's own. */
const OWN_TAGS = 45;

const text = (pattern: RegExp, expected: string) => z.string().regex(pattern, expected);

const flag = z.boolean();
const whole = (min: number, max: number) => z.int().min(min).max(max);
const quota = z.int().min(1);

/**
 * The settings of a stack: the keys `sluice:...` of `Pulumi.<stack>.yaml`. Each says its default. Times are in the unit
 * that the key names.
 */
const schema = z
  .strictObject({
    /** First part of every name. */
    name: z
      .string()
      .regex(/^[a-z][a-z0-9]{0,19}$/, "expected 1 to 20 lower-case letters and digits, a letter first")
      .default("sluice"),
    /** 6.0 is Spark 4.1.1, 5.1 is Spark 3.5.6. */
    glueVersion: z.enum(["6.0", "5.1"]).default("6.0"),
    /** `each`: a Glue job a table, in a workflow. `one`: one job makes the whole lake in one Spark session. */
    jobs: z.enum(["each", "one"]).default("each"),
    workerType: z.enum(WORKER_TYPES).default("G.1X"),
    workers: whole(2, 299).default(2),
    timeoutMinutes: whole(1, 10_080).default(60),
    retries: whole(0, 10).default(0),
    /** Wait for free workers instead of failing; not together with `retries`: Glue queues no job that has them. */
    queue: flag.default(false),
    /** Spare capacity: cheaper, may start late and be interrupted. */
    flex: flag.default(false),
    /** `cron(...)` of EventBridge, in UTC; on demand without it. */
    schedule: z.string().optional(),
    /** Keeps the buckets and the database when they leave the program, and refuses `pulumi destroy` as a whole. */
    protect: flag.default(false),
    /** How long S3 keeps what a job or a person has overwritten or deleted. */
    oldVersionDays: whole(1, 3650).default(30),
    /** After how many days bad records are removed, for good; what was counted of them stays. */
    quarantineDays: whole(1, 3650).default(90),
    queryResultDays: whole(1, 3650).default(7),
    logDays: z.literal(LOG_DAYS).default(30),
    /** Encrypts buckets, results, logs and notifications with this key; without it S3's own encryption (SSE-S3). */
    kmsKey: arn("kms", "key/.+", "a KMS key (an alias does not serve: grants name the key)").optional(),
    permissionsBoundary: arn("iam", "policy/.+", "an IAM policy").optional(),
    /** Where the S3 gateway endpoint is made: in the default VPC, in this one, or nowhere. */
    vpc: z
      .string()
      .regex(/^(none|default|vpc-[0-9a-f]{8,17})$/, "expected none, default or the id of a VPC")
      .default("none"),
    /** Zone -> who may take the role that queries it. */
    readers: z.record(z.string(), principals).default({}),
    /** Who may take the role that reads the quarantine of all sources. */
    quarantineReaders: principals.optional(),
    /** The most that one Athena query may scan. */
    queryScanLimitGB: whole(1, 100_000).default(100),
    /** Who hears of failed jobs and of too many bad records. */
    alarmEmails: z
      .array(z.email("expected an e-mail address"))
      .refine((emails) => new Set(emails).size === emails.length, "expected each address once")
      .default([]),
    /** A topic of one's own that hears of both, in place of the stack's. */
    alarmTopic: z
      .string()
      .regex(/^arn:aws[a-z-]*:sns:[^:]+:[0-9]{12}:[\w-]{1,256}$/, "expected the ARN of a standard SNS topic")
      .optional(),
    /** Iceberg upkeep by Glue: compaction, expiry of snapshots, removal of orphan files. */
    upkeep: flag.default(false),
    /** Quotas of the account that AWS has raised. */
    quotas: z.strictObject({ jobs: quota, triggers: quota, roles: quota, rules: quota, workgroups: quota }).partial().default({}),
    /** A folder of landing files to copy into the lake when it is deployed. */
    landingData: z.string().min(1).optional(),
    /** Environment variable that a job needs, such as the key of a pseudonym -> ARN of the Secrets Manager secret whose text it is. */
    secrets: z.record(z.string(), arn("secretsmanager", "secret:.+", "a Secrets Manager secret")).default({}),
    tags: z
      .record(
        text(TAG_CHARACTERS, "a tag's name takes letters, digits, spaces and _.:/=+-@")
          .min(1)
          .max(128)
          .regex(/^(?!aws:)/i, "a tag's name may not start with aws:")
          .regex(/^(?!sluice:)/i, "a tag's name may not start with sluice:, as the stack's own do"),
        text(TAG_CHARACTERS, "a tag's value takes letters, digits, spaces and _.:/=+-@").max(256),
      )
      .default({}),
  })
  .superRefine((settings, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (settings.queue && settings.retries > 0)
      wrong("queue", `Glue does not queue a job that has retries (${settings.retries}): set one of the two`);
    const cron = settings.schedule === undefined ? undefined : cronMistake(settings.schedule);
    if (cron !== undefined) wrong("schedule", cron);
    const names = Object.keys(settings.tags);
    const twice = names.find((name, index) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index);
    if (twice !== undefined) wrong("tags", `\`${twice}\` stands there twice: IAM tells no case of letters apart`);
    if (names.length > OWN_TAGS) wrong("tags", `expected at most ${OWN_TAGS}: AWS takes 50 tags, and some are the stack's`);
    if (settings.alarmTopic !== undefined && settings.alarmEmails.length > 0)
      wrong(
        "alarmTopic",
        "the stack has no topic of its own to subscribe alarmEmails to: subscribe them to this one, or set one of the two",
      );
    if (settings.flex && !FLEX_WORKER_TYPES.includes(settings.workerType))
      wrong("flex", `FLEX runs on ${FLEX_WORKER_TYPES.join(" or ")} only, not on ${settings.workerType}`);
  });

export type Settings = z.infer<typeof schema>;

/** Every key that a stack may set, in the order of the documentation. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

const NAMESPACE = "sluice";

/**
 * The settings in a stack's whole configuration, without their namespace. Throws `Mistakes` that name keys which were meant for it: those of a
 * namespace that differs in the case of its letters, and those of the project's own name, which `pulumi config set` gives a key that has none.
 */
export function settingsIn(configuration: Readonly<Record<string, string>>, project: string): Readonly<Record<string, string>> {
  const keys = Object.entries(configuration).map(([key, value]) => {
    const colon = key.indexOf(":");
    return { key, namespace: key.slice(0, colon), name: key.slice(colon + 1), value };
  });
  const meant = keys.filter(
    ({ namespace }) => namespace !== NAMESPACE && [NAMESPACE, project.toLowerCase()].includes(namespace.toLowerCase()),
  );
  if (meant.length > 0)
    throw new Mistakes(
      TITLE,
      meant.map(({ key, name }) => `${key} is no setting of Sluice; did you mean \`${NAMESPACE}:${name}\`?`),
    );
  return Object.fromEntries(keys.flatMap(({ namespace, name, value }) => (namespace === NAMESPACE ? [[name, value]] : [])));
}

const TITLE = "the stack's configuration is wrong";

/**
 * The settings of a stack. `configuration` has the texts of the keys without the project's name, as Pulumi gives them: a
 * list or an object is JSON text. Throws `Mistakes` that name every wrong key and what is allowed.
 */
export function readSettings(configuration: Readonly<Record<string, string>>, zones: readonly string[]): Settings {
  const values = Object.fromEntries(Object.entries(configuration).map(([key, text]) => [key, parsedText(key, text)]));
  const result = schema.safeParse(values);
  const lines = result.success ? unknownZones(result.data, zones) : result.error.issues.flatMap((issue) => linesOf(issue, values));
  if (result.success && lines.length === 0) return result.data;
  throw new Mistakes(TITLE, lines);
}

const unknownZones = ({ readers }: Settings, zones: readonly string[]): string[] =>
  Object.keys(readers)
    .filter((zone) => !zones.includes(zone))
    .map((zone) => `sluice:readers: there is no zone \`${zone}\`; the zones are ${zones.join(", ")}`);

const TEXTS: ReadonlySet<string> = new Set(
  Object.entries(schema.shape)
    .filter(([, key]) => isText(key))
    .map(([name]) => name),
);

function isText(key: z.ZodType): boolean {
  if (key instanceof z.ZodDefault || key instanceof z.ZodOptional) return isText(key.unwrap() as z.ZodType);
  return key instanceof z.ZodString || key instanceof z.ZodEnum;
}

function parsedText(key: string, text: string): unknown {
  if (TEXTS.has(key)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function linesOf(issue: z.core.$ZodIssue, values: Readonly<Record<string, unknown>>): string[] {
  if (issue.code === "unrecognized_keys" && issue.path.length === 0)
    return issue.keys.map((key) => `sluice:${key} is no setting; ${nearestOrAll(key, SETTING_NAMES, "the settings are")}`);
  const [key, ...rest] = issue.path.map(String);
  const at = rest.length === 0 ? "" : ` (at ${rest.join(".")})`;
  return [`sluice:${key}${at} is ${JSON.stringify(values[key ?? ""])}: ${sentence(issue)}`];
}

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return `expected one of ${issue.values.map((value) => String(value)).join(", ")}`;
    case "too_small":
      return `expected at least ${issue.minimum}`;
    case "too_big":
      return `expected at most ${issue.maximum}`;
    case "invalid_type":
      return `expected ${issue.expected === "int" ? "a whole number" : issue.expected}`;
    case "invalid_key":
      return issue.issues.map(({ message }) => message).join("; ");
    default:
      return issue.message;
  }
}
