import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { WANT_OF_MEMORY } from "../memory/available.ts";
import type { PassedOver } from "../result.ts";
import type { SparkPython } from "./install.mjs";

/** What a job says of its run, one line of JSON. */
export interface JobMetrics {
  readonly table: string;
  readonly zone: string;
  readonly rows: number;
  readonly quarantined: number;
  /** Milliseconds from reading the inputs to the end of writing, without the start of Spark. */
  readonly ms: number;
  /** The folder with the rows of the version; the files of an Iceberg table are somewhere below it. */
  readonly path: string;
  readonly sources: readonly SourceMetrics[];
  readonly format: "iceberg" | "parquet" | "json";
  /** The version that the run made. */
  readonly snapshot: string;
  /** The hash of the script, as the argument `--script-sha256` has it. */
  readonly script: string | null;
}

export interface SourceMetrics {
  readonly name: string;
  readonly files: number;
  readonly passedOver: PassedOver;
  readonly records: number;
  readonly rows: number;
  readonly quarantined: number;
  /** Of all records, and of the bad ones. */
  readonly bytes: number;
  readonly quarantinedBytes: number;
  readonly unknownKeys: readonly { readonly key: string; readonly count: number }[];
  /** The most frequent reasons of bad records, each with its first record. */
  readonly reasons: readonly {
    readonly reason: string;
    readonly count: number;
    readonly file: string;
    readonly line: number;
    readonly record: number;
  }[];
  /** The folder of the bad records. */
  readonly quarantine: string | null;
}

/** What a job tells while it goes on. */
export type JobEvent =
  | { readonly event: "started"; readonly table: string }
  | { readonly event: "verifying"; readonly table: string; readonly version: string; readonly done: number; readonly of: number }
  | { readonly event: "written"; readonly table: string; readonly rows: number; readonly ms: number };

export interface JobPlaces {
  readonly generated: string;
  readonly landing: string;
  readonly lake: string;
}

/** A command of the runtime reads no landing files. */
type Places = Omit<JobPlaces, "landing"> & { readonly landing: string | undefined };

/** What the lake says of itself from now on; undefined: what it has said before. */
export interface JobSettings {
  readonly sharedWithGroup?: boolean | undefined;
  readonly quarantineDays?: number | undefined;
}

export interface JobOptions extends JobSettings {
  readonly spark: SparkPython;
  /** All jobs in one Spark session, which switches the tables together; else a process for each job. */
  readonly oneSession?: boolean | undefined;
  /** This table and what it needs. */
  readonly only?: string | undefined;
  /** Spark settings beside those of a quiet local run. */
  readonly conf?: Readonly<Record<string, string>>;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: (event: JobEvent) => void;
}

/** A job that failed; the message is its sentence, or the end of what Python and Spark said. */
export class JobFailure extends Error {}

const LOCAL_CONF = {
  "spark.ui.enabled": "false",
  "spark.driver.bindAddress": "127.0.0.1",
  "spark.driver.host": "127.0.0.1",
  "spark.sql.shuffle.partitions": "4",
  "spark.ui.showConsoleProgress": "false",
};

interface TableEntry {
  readonly name: string;
  readonly zone: string;
  readonly kind: "source" | "table";
  readonly reads: readonly string[];
}

/** Runs the generated jobs in the order of their dependencies. Throws `JobFailure` for the first that fails. */
export async function runJobs(places: JobPlaces, options: JobOptions): Promise<readonly JobMetrics[]> {
  const { only } = options;
  const metrics: JobMetrics[] = [];
  const run = async (args: readonly string[]): Promise<void> => {
    for (const line of await runPython(places, [...args, ...settingArguments(options)], options))
      metrics.push(JSON.parse(line) as JobMetrics);
  };
  if (options.oneSession) await run(["-m", "sluice", ...(only === undefined ? [] : ["--only", only])]);
  else {
    // Jobs of one workflow read one list of landing files.
    const workflow = ["--WORKFLOW_RUN_ID", `local-${randomBytes(8).toString("hex")}`];
    for (const script of jobsInOrder(places.generated, only)) await run([script, ...workflow]);
  }
  return metrics;
}

const settingArguments = ({ sharedWithGroup, quarantineDays }: JobSettings): readonly string[] => [
  ...(sharedWithGroup === undefined ? [] : [sharedWithGroup ? "--shared-with-group" : "--no-shared-with-group"]),
  ...(quarantineDays === undefined ? [] : [`--quarantine-days=${quarantineDays}`]),
];

/** The paths of the job scripts such that each stands after those whose tables it reads; ties go by name. */
export function jobsInOrder(generated: string, only?: string): readonly string[] {
  const { tables } = JSON.parse(readFileSync(join(generated, "manifest.json"), "utf8")) as { tables: readonly TableEntry[] };
  const entries = new Map(tables.map((table) => [table.name, table]));
  const order = new Set<TableEntry>();
  const visit = (name: string): void => {
    const table = entries.get(name);
    if (table === undefined) throw new Error(`manifest.json has no table ${name}`);
    if (table.kind === "source" || order.has(table)) return;
    for (const input of table.reads) visit(input);
    order.add(table);
  };
  for (const name of only === undefined ? [...entries.keys()].sort() : [only]) visit(name);
  return [...order].map(({ zone, name }) => join(generated, zone, name, "job.py"));
}

/** Starts Python with the generated runtime and gives its lines of standard output. Throws `JobFailure`. */
export async function runPython(
  { generated, landing, lake }: Places,
  args: readonly string[],
  { spark, conf, env: more, signal, onEvent = () => {} }: JobOptions,
): Promise<readonly string[]> {
  signal?.throwIfAborted();
  const settings = Object.entries({ ...LOCAL_CONF, "spark.jars": spark.jars.join(","), ...conf });
  const path = process.env.PYTHONPATH === undefined ? generated : `${generated}${delimiter}${process.env.PYTHONPATH}`;
  const submit = settings.map(([key, value]) => `--conf ${quoted(`${key}=${value}`)}`).join(" ");
  const env = { ...process.env, ...more, ...spark.env, PYTHONPATH: path, PYSPARK_SUBMIT_ARGS: `${submit} pyspark-shell` };
  // A group of its own, so that the JVM and its workers end with it.
  const named = ["--generated", generated, ...(landing === undefined ? [] : ["--landing", landing]), "--lake", lake];
  const child = spawn(spark.python, [...args, ...named], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const stop = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  signal?.addEventListener("abort", stop, { once: true });
  const output: string[] = [];
  const complaints: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => output.push(line));
  createInterface({ input: child.stderr }).on("line", (line) => {
    const event = eventIn(line);
    if (event === undefined) complaints.push(line);
    else onEvent(event);
  });
  try {
    const [status, killer] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (...end) => resolve(end));
    });
    signal?.throwIfAborted();
    if (killer !== null) throw new JobFailure(`the process of the job was killed by ${killer}${killedFor(killer)}`);
    if (status !== 0) throw new JobFailure(lastSentence(complaints) ?? `Python ended with ${status} and said nothing`);
    return output;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

const killedFor = (killer: NodeJS.Signals): string => (killer === "SIGKILL" ? `, ${WANT_OF_MEMORY}: give the machine more` : "");

/** As a POSIX shell quotes, which is how PySpark splits its arguments. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;

function eventIn(line: string): JobEvent | undefined {
  return line.startsWith('{"event"') ? (JSON.parse(line) as JobEvent) : undefined;
}

/** What the runtime says in the end, in one sentence; else the end of what Python and Spark said. */
function lastSentence(complaints: readonly string[]): string | undefined {
  const sentence = complaints.findLast((line) => line.startsWith("sluice: "));
  return sentence ?? (complaints.slice(-20).join("\n") || undefined);
}
