import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { GetJobCommand, GetTriggersCommand, type GlueClient, type Job, type Trigger } from "@aws-sdk/client-glue";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { unzipSync } from "fflate";
import { s3Place } from "../../../dsl/operate/aws.ts";
import type { SparkPython } from "../../../dsl/run/spark/install.mjs";
import type { Clients } from "../provider/clients.ts";
import { FAKE_CREDENTIALS, REGION } from "../provider/clients.ts";

export interface JobRun {
  readonly job: string;
  readonly succeeded: boolean;
  /** Of work, whole. */
  readonly seconds: number;
  /** The lines of JSON on standard output. */
  readonly metrics: readonly Readonly<Record<string, unknown>>[];
  /** The last lines of standard error. */
  readonly complaint: string;
}

export interface LocalGlue {
  readonly aws: Clients;
  readonly spark: SparkPython;
  /** Where the jobs find AWS. */
  readonly endpoint: string;
  readonly folder: string;
  /** Told of a job before it starts. */
  readonly onStart: (job: Job) => Promise<void>;
}

/**
 * Does on this machine what Glue does with a workflow: starts what its start trigger names, then what the conditional triggers
 * name whose conditions hold, one job after the other. Ends early when a job fails. The definitions come from the emulator.
 */
export async function runWorkflow(glue: LocalGlue, workflow: string, run: string): Promise<readonly JobRun[]> {
  const triggers = await triggersOf(glue.aws.glue, workflow);
  const done: JobRun[] = [];
  const succeeded = new Set<string>();
  const ready = ({ Type, Predicate }: Trigger): boolean =>
    Type !== "CONDITIONAL" || (Predicate?.Conditions ?? []).every(({ JobName = "" }) => succeeded.has(JobName));
  const jobs = ({ Actions = [] }: Trigger): string[] => Actions.flatMap(({ JobName }) => JobName ?? []);
  for (;;) {
    const next = triggers
      .filter(ready)
      .flatMap(jobs)
      .find((job) => !succeeded.has(job));
    if (next === undefined) return done;
    const result = await runJob(glue, next, workflow, run);
    done.push(result);
    if (!result.succeeded) return done;
    succeeded.add(next);
  }
}

async function triggersOf(glue: GlueClient, workflow: string): Promise<readonly Trigger[]> {
  const { Triggers = [] } = await glue.send(new GetTriggersCommand({}));
  return Triggers.filter(({ WorkflowName }) => WorkflowName === workflow);
}

/** Runs the script of a Glue job from S3 with the job's own arguments and those that Glue adds; the emulator's address is the only other. */
export async function runJob(glue: LocalGlue, name: string, workflow: string, run: string): Promise<JobRun> {
  const { Job: job } = await glue.aws.glue.send(new GetJobCommand({ JobName: name }));
  const { Command: command, DefaultArguments: given = {} } = job ?? {};
  if (job === undefined || command?.ScriptLocation === undefined) throw new Error(`the job ${name} has no script`);
  const folder = join(glue.folder, `${name}-${Date.now()}`);
  mkdirSync(folder, { recursive: true });
  const script = join(folder, "script.py");
  writeFileSync(script, await objectAt(glue.aws.s3, command.ScriptLocation));
  for (const [path, bytes] of Object.entries(unzipSync(await objectAt(glue.aws.s3, given["--extra-py-files"] ?? "")))) {
    mkdirSync(dirname(join(folder, "modules", path)), { recursive: true });
    writeFileSync(join(folder, "modules", path), bytes);
  }
  await glue.onStart(job);
  const added = {
    "--JOB_NAME": name,
    "--JOB_RUN_ID": `jr_${Date.now()}`,
    "--WORKFLOW_NAME": workflow,
    "--WORKFLOW_RUN_ID": run,
    "--endpoint": glue.endpoint,
  };
  const args = Object.entries({ ...given, ...added }).flat();
  const started = performance.now();
  const { status, output, errors } = await python(glue.spark, [script, ...args], folder);
  return {
    job: name,
    succeeded: status === 0,
    seconds: Math.round((performance.now() - started) / 1000),
    metrics: output.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Record<string, unknown>),
    complaint: errors.slice(-20).join("\n"),
  };
}

async function objectAt(s3: S3Client, location: string): Promise<Uint8Array> {
  const { bucket, key } = s3Place(location);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (Body === undefined) throw new Error(`${location} has no bytes`);
  return Body.transformToByteArray();
}

/** Settings of a small local Spark; none changes what a job computes. */
const LOCAL: Readonly<Record<string, string>> = {
  "spark.ui.enabled": "false",
  "spark.driver.bindAddress": "127.0.0.1",
  "spark.driver.host": "127.0.0.1",
  "spark.sql.shuffle.partitions": "2",
  "spark.ui.showConsoleProgress": "false",
  "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
};

async function python(
  spark: SparkPython,
  args: readonly string[],
  folder: string,
): Promise<{ readonly status: number | null; readonly output: readonly string[]; readonly errors: readonly string[] }> {
  const conf = Object.entries({ ...LOCAL, "spark.jars": spark.jars.join(",") });
  const child = spawn(spark.python, args, {
    cwd: folder,
    env: {
      ...process.env,
      ...spark.env,
      PYTHONPATH: [join(folder, "modules"), process.env["PYTHONPATH"]].filter(Boolean).join(delimiter),
      PYSPARK_SUBMIT_ARGS: `--master local[2] ${conf.map(([key, value]) => `--conf '${key}=${value}'`).join(" ")} pyspark-shell`,
      AWS_ACCESS_KEY_ID: FAKE_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: FAKE_CREDENTIALS.secretAccessKey,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { status, output: output.trim().split("\n"), errors: errors.trim().split("\n") };
}
