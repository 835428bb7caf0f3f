import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { GetWorkflowCommand } from "@aws-sdk/client-glue";
import { DuckDBInstance } from "@duckdb/node-api";
import { clientsOf, found } from "../provider/clients.ts";
import { showCatalog } from "./catalog-in-duckdb.ts";
import { type JobRun, type LocalGlue, runWorkflow } from "./local-glue.ts";
import { passOn } from "./pass-on.ts";

/** An emulator of AWS whose workflow runs and queries do something. */
export interface WorkingAws {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** How the jobs of a workflow are run: gives what became of each. */
export type Jobs = (workflow: string, run: string) => Promise<readonly JobRun[]>;

type Body = Readonly<Record<string, unknown>>;

/**
 * Stands before the emulator at `target` and answers, as Glue and Athena do, what it does not: how a run of a workflow goes, whose jobs
 * `jobs` runs, and queries, by DuckDB over the tables as `showCatalog` shows them. Everything else the emulator answers.
 */
export async function startWorkingAws(
  target: string,
  jobs: Jobs,
  { python, folder }: { readonly python: string; readonly folder: string },
): Promise<WorkingAws> {
  const runs = new Map<string, { readonly workflow: string; readonly jobs: readonly JobRun[] | undefined }>();
  const queries = new Map<string, { readonly rows: readonly (readonly string[])[] } | { readonly reason: string }>();
  const aws = clientsOf(target);

  const answers: Readonly<Record<string, (body: Body) => Promise<Body | undefined> | Body | undefined>> = {
    "AWSGlue.GetWorkflowRun": ({ RunId }) => {
      const run = runs.get(String(RunId));
      return (
        run && { Run: { Name: run.workflow, WorkflowRunId: RunId, Status: statusOf(run.jobs), Graph: { Nodes: nodesOf(run.jobs ?? []) } } }
      );
    },
    "AWSGlue.GetWorkflow": async ({ Name }) => {
      const [id, last] = [...runs].findLast(([, { workflow }]) => workflow === Name) ?? [];
      // The provider makes and removes it, at the emulator.
      if (last === undefined || (await found(aws.glue.send(new GetWorkflowCommand({ Name: String(Name) })))) === undefined)
        return undefined;
      return { Workflow: { Name, LastRun: { WorkflowRunId: id, Status: statusOf(last.jobs) } } };
    },
    "AWSGlue.StopWorkflowRun": ({ RunId }) => {
      const run = runs.get(String(RunId));
      if (run !== undefined) runs.set(String(RunId), { ...run, jobs: [] });
      return {};
    },
    "AmazonAthena.StartQueryExecution": async (body) => {
      const id = `q-${queries.size + 1}`;
      const { Database } = (body["QueryExecutionContext"] ?? {}) as { readonly Database?: string };
      const asked = { endpoint: target, python, database: Database ?? "", folder: join(folder, id) };
      queries.set(
        id,
        await rowsOf(String(body["QueryString"]), asked).then(
          (rows) => ({ rows }),
          (error: Error) => ({ reason: error.message }),
        ),
      );
      return { QueryExecutionId: id };
    },
    "AmazonAthena.GetQueryExecution": ({ QueryExecutionId }) => {
      const query = queries.get(String(QueryExecutionId));
      const failed = query !== undefined && "reason" in query;
      return (
        query && { QueryExecution: { Status: failed ? { State: "FAILED", StateChangeReason: query.reason } : { State: "SUCCEEDED" } } }
      );
    },
    "AmazonAthena.GetQueryResults": ({ QueryExecutionId }) => {
      const query = queries.get(String(QueryExecutionId));
      const Rows =
        query !== undefined && "rows" in query ? query.rows.map((row) => ({ Data: row.map((cell) => ({ VarCharValue: cell })) })) : [];
      return query && { ResultSet: { Rows } };
    },
  };

  async function rowsOf(sql: string, asked: Parameters<typeof showCatalog>[2]): Promise<readonly (readonly string[])[]> {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await showCatalog(connection, aws, asked);
    const reader = await connection.runAndReadAll(sql);
    return [reader.columnNames(), ...reader.getRows().map((row) => row.map(String))];
  }

  const started = (workflow: string, run: string): void => {
    runs.set(run, { workflow, jobs: undefined });
    void jobs(workflow, run).then(
      (done) => runs.set(run, { workflow, jobs: done }),
      (error: Error) =>
        runs.set(run, { workflow, jobs: [{ job: workflow, succeeded: false, seconds: 0, metrics: [], complaint: error.message }] }),
    );
  };

  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const action = String(incoming.headers["x-amz-target"] ?? "");
    const parsed = action === "" ? {} : (JSON.parse(body.toString() || "{}") as Body);
    const own = await answers[action]?.(parsed);
    if (own !== undefined) {
      outgoing.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(own));
      return;
    }
    passOn(target, incoming, body, outgoing, {
      onEnd: (status, answer) => {
        if (action === "AWSGlue.StartWorkflowRun" && status === 200)
          started(String(parsed["Name"]), String((JSON.parse(answer.toString()) as Body)["RunId"]));
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Jobs that run on a local Spark. */
export const onLocalGlue =
  (glue: LocalGlue): Jobs =>
  (workflow, run) =>
    runWorkflow(glue, workflow, run);

/** Glue's word: a run of a workflow is completed also when jobs of it have failed. */
const statusOf = (jobs: readonly JobRun[] | undefined): string => (jobs === undefined ? "RUNNING" : "COMPLETED");

const nodesOf = (jobs: readonly JobRun[]): readonly Body[] =>
  jobs.map(({ job, succeeded, seconds, complaint }) => ({
    Type: "JOB",
    Name: job,
    JobDetails: {
      JobRuns: [
        { ExecutionTime: seconds, ...(succeeded ? { JobRunState: "SUCCEEDED" } : { JobRunState: "FAILED", ErrorMessage: complaint }) },
      ],
    },
  }));
