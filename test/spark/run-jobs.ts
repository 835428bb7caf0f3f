import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type SparkPython, setUpSpark } from "./setup.mjs";

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
  /** Lines that are not blank. */
  readonly lines: number;
  readonly rows: number;
  readonly quarantined: number;
  readonly unknownKeys: readonly { readonly key: string; readonly count: number }[];
  /** The folder of the bad lines. */
  readonly quarantine: string | null;
}

export interface JobPlaces {
  readonly generated: string;
  readonly landing: string;
  readonly lake: string;
}

export interface JobOptions {
  /** All jobs in one Spark session, which switches the tables together; else a process for each job. */
  readonly oneSession?: boolean;
  /** Spark settings beside those of a quiet local run. */
  readonly conf?: Readonly<Record<string, string>>;
  /** By default the one that `setup.mjs` makes. */
  readonly spark?: SparkPython;
}

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
}

/** Runs the generated jobs in the order of their dependencies. Throws with what the first that fails said last. */
export async function runJobs(places: JobPlaces, options: JobOptions = {}): Promise<readonly JobMetrics[]> {
  const scripts = options.oneSession ? [join(places.generated, "sluice.py")] : jobsInOrder(places.generated);
  const metrics: JobMetrics[] = [];
  for (const script of scripts) {
    const lines = (await runScript(script, places, options)).trim().split("\n");
    metrics.push(...lines.map((line) => JSON.parse(line) as JobMetrics));
  }
  return metrics;
}

/** The paths of the job scripts such that each stands after those whose tables it reads; ties go by name. */
export function jobsInOrder(generated: string): readonly string[] {
  const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(generated, ...path), "utf8")) as T;
  const { tables } = read<{ tables: readonly TableEntry[] }>("manifest.json");
  const entries = new Map(tables.map((table) => [table.name, table]));
  const order = new Set<TableEntry>();
  const visit = (name: string): void => {
    const table = entries.get(name);
    if (table === undefined) throw new Error(`manifest.json has no table ${name}`);
    if (table.kind === "source" || order.has(table)) return;
    for (const input of read<{ reads: readonly string[] }>(table.zone, name, "plan.json").reads) visit(input);
    order.add(table);
  };
  for (const name of [...entries.keys()].sort()) visit(name);
  return [...order].map(({ zone, name }) => join(generated, zone, name, "job.py"));
}

/** The standard output of a job. */
function runScript(script: string, { generated, landing, lake }: JobPlaces, { conf, spark = setUpSpark() }: JobOptions): Promise<string> {
  const settings = Object.entries({ ...LOCAL_CONF, "spark.jars": spark.jars.join(","), ...conf }).map(
    ([key, value]) => `--conf '${key}=${value}'`,
  );
  const path = process.env.PYTHONPATH === undefined ? generated : `${generated}${delimiter}${process.env.PYTHONPATH}`;
  const env = { ...process.env, ...spark.env, PYTHONPATH: path, PYSPARK_SUBMIT_ARGS: `${settings.join(" ")} pyspark-shell` };
  const child = spawn(spark.python, [script, "--generated", generated, "--landing", landing, "--lake", lake], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve(output);
      else reject(new Error(lastSentence(complaints) ?? `${script} ended with ${status} and said nothing`));
    });
  });
}

/** What the runtime says in the end, in one sentence; else the end of what Python and Spark said. */
function lastSentence(complaints: string): string | undefined {
  const lines = complaints.trim().split("\n");
  const sentence = lines.findLast((line) => line.startsWith("sluice: "));
  return sentence ?? (lines.slice(-20).join("\n") || undefined);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      generated: { type: "string" },
      landing: { type: "string" },
      lake: { type: "string" },
      "one-session": { type: "boolean", default: false },
    },
  });
  const { generated, landing, lake } = values;
  if (generated === undefined || landing === undefined || lake === undefined)
    throw new Error("needed: --generated DIR --landing DIR --lake DIR [--one-session]");
  for (const metrics of await runJobs({ generated, landing, lake }, { oneSession: values["one-session"] }))
    console.log(JSON.stringify(metrics));
}
