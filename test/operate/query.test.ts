import { AthenaClient } from "@aws-sdk/client-athena";
import { afterEach, expect, test } from "vitest";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { runQuery } from "../../dsl/operate/query.ts";
import type { StackOutputs } from "../../dsl/operate/stack.ts";
import { type FakeAws, fakeAws, type Script } from "./fake-aws.ts";

const OUTPUTS: StackOutputs = {
  region: "eu-central-1",
  database: "sluice_dev",
  lake: "s3://lake",
  landing: "s3://lake/landing/",
  workflow: "w",
  jobs: {},
  queries: { row_counts: { id: "q-1", workgroup: "sluice-dev-all" } },
};

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

async function ask(name: string, script: Script, limit = 20) {
  aws = await fakeAws(script);
  const athena = new AthenaClient({
    endpoint: aws.endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  return runQuery(name, OUTPUTS, athena, limit, new AbortController().signal).catch((error) => error);
}

const row = (...cells: readonly (string | null)[]) => ({ Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })) });
const STARTED = {
  GetNamedQuery: [{ body: { NamedQuery: { QueryString: "SELECT 1" } } }],
  StartQueryExecution: [{ body: { QueryExecutionId: "e-1" } }],
};

test("a query runs in its workgroup, on the stack's database", async () => {
  const result = await ask("row_counts", {
    ...STARTED,
    GetQueryExecution: [
      { body: { QueryExecution: { Status: { State: "RUNNING" } } } },
      { body: { QueryExecution: { Status: { State: "SUCCEEDED" }, Statistics: { DataScannedInBytes: 12 } } } },
    ],
    GetQueryResults: [{ body: { ResultSet: { Rows: [row("table", "rows"), row("a", "1"), row("b", null)] } } }],
  });
  expect(result).toEqual({
    columns: ["table", "rows"],
    rows: [
      ["a", "1"],
      ["b", null],
    ],
    scanned: 12,
    location: null,
  });
  expect(aws?.calls.find(({ action }) => action === "StartQueryExecution")?.body).toMatchObject({
    WorkGroup: "sluice-dev-all",
    QueryExecutionContext: { Database: "sluice_dev" },
    QueryString: "SELECT 1",
  });
});

test("a query that fails is refused with Athena's reason", async () => {
  const result = await ask("row_counts", {
    ...STARTED,
    GetQueryExecution: [{ body: { QueryExecution: { Status: { State: "FAILED", StateChangeReason: "TABLE_NOT_FOUND" } } } }],
  });
  expect((result as Refusal).problems).toMatchObject([{ code: "query-failed", parameters: { reason: "TABLE_NOT_FOUND" } }]);
});

test("a name that no query has is refused with those that are there", async () => {
  const result = await ask("row_count", {});
  expect(result).toBeInstanceOf(Refusal);
  expect((result as Refusal).problems).toMatchObject([{ code: "unknown-query", parameters: { existing: ["row_counts"] } }]);
});
