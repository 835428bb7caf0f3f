import { GlueClient } from "@aws-sdk/client-glue";
import { afterEach, expect, test } from "vitest";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import type { StackOutputs } from "../../dsl/operate/stack.ts";
import { type FollowedJob, followWorkflow, startWorkflow } from "../../dsl/operate/trigger.ts";
import { type Answer, type FakeAws, fakeAws, type Script } from "./fake-aws.ts";

const OUTPUTS: StackOutputs = {
  region: "eu-central-1",
  database: "sluice_dev",
  lake: "s3://lake",
  landing: "s3://lake/landing/",
  workflow: "sluice-dev-workflow",
  jobs: { a: "sluice-dev-a-job", b: "sluice-dev-b-job" },
  queries: {},
};

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

async function glueOf(script: Script): Promise<GlueClient> {
  aws = await fakeAws(script);
  return new GlueClient({
    endpoint: aws.endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
}

const runOf = (Status: string, jobs: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>): Answer => ({
  body: {
    Run: {
      Status,
      Graph: {
        Nodes: [
          { Type: "TRIGGER", Name: "start" },
          ...Object.entries(jobs).map(([Name, JobRuns]) => ({ Type: "JOB", Name, JobDetails: { JobRuns } })),
        ],
      },
    },
  },
});

const follow = async (answers: readonly Answer[]): Promise<{ result: unknown; told: FollowedJob[] }> => {
  const told: FollowedJob[] = [];
  const glue = await glueOf({ GetWorkflowRun: answers });
  const result = await followWorkflow("wr_1", OUTPUTS, glue, (job) => told.push(job), new AbortController().signal, 1).catch(
    (error) => error,
  );
  return { result, told };
};

test("each change of a job is told once, by the name of its table", async () => {
  const running = runOf("RUNNING", { "sluice-dev-a-job": [{ JobRunState: "RUNNING" }] });
  const { result, told } = await follow([
    running,
    running,
    runOf("COMPLETED", {
      "sluice-dev-a-job": [{ JobRunState: "SUCCEEDED", ExecutionTime: 40 }],
      "sluice-dev-b-job": [{ JobRunState: "SUCCEEDED", ExecutionTime: 60 }],
    }),
  ]);
  expect(told.map(({ of, state }) => [of, state])).toEqual([
    ["a", "RUNNING"],
    ["a", "SUCCEEDED"],
    ["b", "SUCCEEDED"],
  ]);
  expect(result).toMatchObject({
    run: "wr_1",
    jobs: [
      { of: "a", seconds: 40 },
      { of: "b", seconds: 60 },
    ],
  });
});

test.each([
  [
    "a job that failed",
    runOf("COMPLETED", { "sluice-dev-a-job": [{ JobRunState: "FAILED", ErrorMessage: "sluice: a: too bad" }] }),
    "a FAILED: sluice: a: too bad",
  ],
  ["a run that was stopped", runOf("STOPPED", { "sluice-dev-a-job": [{ JobRunState: "SUCCEEDED" }] }), '"jobs":[]'],
  ["a run without jobs", runOf("COMPLETED", {}), '"jobs":[]'],
])("%s is refused", async (_, answer, message) => {
  const { result } = await follow([answer]);
  expect(result).toBeInstanceOf(Refusal);
  expect((result as Refusal).problems).toMatchObject([{ code: "workflow-failed" }]);
  expect(JSON.stringify((result as Refusal).problems)).toContain(message);
});

test("of a job that was tried again the last try counts", async () => {
  const { result } = await follow([runOf("COMPLETED", { "sluice-dev-a-job": [{ JobRunState: "FAILED" }, { JobRunState: "SUCCEEDED" }] })]);
  expect(result).toMatchObject({ jobs: [{ of: "a", state: "SUCCEEDED" }] });
});

test("a second run at once is AWS's refusal", async () => {
  const glue = await glueOf({ StartWorkflowRun: [{ error: "ConcurrentRunsExceededException", message: "Concurrent runs exceeded" }] });
  const refused: Refusal = await startWorkflow(OUTPUTS, glue).then(
    () => Promise.reject(new Error("it was not refused")),
    (error) => error,
  );
  expect(refused.problems).toMatchObject([
    { code: "aws-failed", parameters: { reason: "ConcurrentRunsExceededException: Concurrent runs exceeded" } },
  ]);
});
