import { s3Place } from "../aws.ts";
import { countsIn, reasonIn } from "../pulumi.ts";
import { runQuery, runSql } from "../query.ts";
import { type StackOutputs, stackOutputs } from "../stack.ts";
import { followWorkflow, startWorkflow } from "../trigger.ts";
import type { Bench } from "./bench.ts";
import { changeTransform } from "./project.ts";
import { agreed, type Fact, known, noted } from "./recording.ts";
import { leftInState, stopRun, takeDown } from "./removal.ts";
import { rollBack } from "./rollback.ts";
import { CHANGE, COUNTS, JOIN } from "./subject.ts";
import { takenIn } from "./taken.ts";

const outputsOf = ({ stack, project, env }: Bench): Promise<StackOutputs> => stackOutputs(stack, { cwd: project, env });

/** Runs a command of Pulumi that changes the stack, and gives how many resources it did what to. */
async function changes({ pulumi }: Bench, args: readonly string[], signal: AbortSignal): Promise<Readonly<Record<string, number>>> {
  const { code, stdout, stderr } = await pulumi([...args, "--yes", "--skip-preview"], signal);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${reasonIn(stdout, stderr)}`);
  return countsIn(stdout);
}

/** How many resources are not as they were. */
const changedIn = (counts: Readonly<Record<string, number>>): number =>
  Object.entries(counts).reduce((sum, [what, count]) => (what === "unchanged" ? sum : sum + count), 0);

export async function up(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const { created = 0 } = await changes(bench, ["up"], signal);
  return [known("resources made", created, bench.planned.resources)];
}

export async function settled(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const refreshed = await changes(bench, ["refresh"], signal);
  const again = await changes(bench, ["up"], signal);
  return [known("changed by refresh", changedIn(refreshed), 0), known("changed by up", changedIn(again), 0)];
}

export async function ingested(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const { stack, endpoint, sluice, s3, expected } = bench;
  const { sources } = await sluice(
    ["ingest", expected.landing, "--stack", stack, ...(endpoint === undefined ? [] : ["--endpoint", endpoint])],
    signal,
  );
  const copied = (sources as readonly { readonly files: number }[]).reduce((sum, { files }) => sum + files, 0);
  const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
  const { bucket, key } = s3Place((await outputsOf(bench)).landing);
  let objects = 0;
  for await (const { KeyCount = 0 } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: key })) objects += KeyCount;
  return [known("files in the landing zone", objects, copied)];
}

export async function run(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const { glue, say, poll } = bench;
  const outputs = await outputsOf(bench);
  const id = await startWorkflow(outputs, glue);
  const { jobs } = await followWorkflow(id, outputs, glue, ({ of, state }) => say(`${of}: ${state.toLowerCase()}`), signal, poll);
  const states = new Map(jobs.map(({ of, state }) => [of, state]));
  return [
    ...Object.keys(outputs.jobs)
      .sort()
      .map((of) => known(`job ${of}`, states.get(of) ?? "never started", "SUCCEEDED")),
    noted(
      "seconds of work of all jobs",
      jobs.reduce((sum, { seconds }) => sum + seconds, 0),
    ),
  ];
}

/** The rows of each table by the named query; of sources there is nothing to compare: readers differ in what of a bad line they count. */
async function counts(bench: Bench, rows: Readonly<Record<string, number>>, signal: AbortSignal): Promise<readonly Fact[]> {
  const answer = await runQuery(COUNTS, await outputsOf(bench), bench.athena, 1000, signal);
  const found = new Map(answer.rows.map(([table, count]) => [table ?? "", Number(count)]));
  return [
    ...Object.entries(rows).map(([table, count]) => known(`rows of ${table}`, found.get(table) ?? "none", count)),
    ...[...found].flatMap(([table, count]) => (table in rows ? [] : [noted(`rows of ${table}`, count)])),
    noted("bytes scanned", answer.scanned),
  ];
}

async function counted(bench: Bench, name: string, sql: string, signal: AbortSignal): Promise<number> {
  const { database, queries } = await outputsOf(bench);
  const workgroup = queries[COUNTS]?.workgroup ?? "";
  const { rows } = await runSql({ name, sql, database, workgroup }, bench.athena, 1, signal);
  return Number(rows[0]?.[0]);
}

/** The columns that the catalog shows, in small letters, as Athena takes them; Iceberg leaves those of earlier versions there and says so. */
async function catalogColumns(bench: Bench): Promise<string> {
  const { GetTableCommand } = await import("@aws-sdk/client-glue");
  const { Table } = await bench.glue.send(new GetTableCommand({ DatabaseName: bench.planned.database, Name: CHANGE.table }));
  const columns = (Table?.StorageDescriptor?.Columns ?? []).filter(({ Parameters }) => Parameters?.["iceberg.field.current"] !== "false");
  return columns.map(({ Name }) => Name?.toLowerCase()).join(", ");
}

const columnsFact = async (bench: Bench, columns: readonly string[]): Promise<Fact> =>
  known(`columns of ${CHANGE.table}`, await catalogColumns(bench), columns.join(", "));

export async function queried(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const { rows, joined, columns } = bench.expected;
  return [
    ...(await counts(bench, rows, signal)),
    known(`rows of ${JOIN.name}`, await counted(bench, "the join", JOIN.sql, signal), joined),
    await columnsFact(bench, columns),
  ];
}

export async function changed(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const { project, sluice, expected } = bench;
  changeTransform(project, "after");
  await sluice(["compile"], signal);
  const { created = 0, updated = 0, replaced = 0 } = await changes(bench, ["up"], signal);
  return [
    agreed("resources made", created),
    agreed("resources changed", updated),
    agreed("resources made anew", replaced),
    await columnsFact(bench, expected.columns),
  ];
}

export async function queriedAgain(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const { rows, columns, right } = bench.expected.changed;
  return [
    ...(await counts(bench, rows, signal)),
    await columnsFact(bench, columns),
    known(`rows in which ${CHANGE.column} is right`, await counted(bench, "the new column", CHANGE.right, signal), right),
  ];
}

export async function rolledBack(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  const { rows, columns } = bench.expected;
  const made = await rollBack(bench, CHANGE.table, await outputsOf(bench), signal);
  return [known(`rows of ${CHANGE.table}, by its version`, made, rows[CHANGE.table] ?? "none"), await columnsFact(bench, columns)];
}

export const queriedEarlier = (bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> => counts(bench, bench.expected.rows, signal);

export async function destroyed(bench: Bench, signal: AbortSignal): Promise<readonly Fact[]> {
  await stopRun(bench, signal);
  await takeDown(bench, signal);
  const taken = await takenIn(bench, bench.planned);
  return [
    known("resources left in the state", (await leftInState(bench)).length, 0),
    known("left in the account", taken.length === 0 ? "nothing" : taken.join(", "), "nothing"),
  ];
}
