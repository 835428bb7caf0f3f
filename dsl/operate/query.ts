import { setTimeout as sleep } from "node:timers/promises";
import type { AthenaClient } from "@aws-sdk/client-athena";
import { refuse } from "../diagnostics/diagnostic.ts";
import { told } from "./aws.ts";
import type { StackOutputs } from "./stack.ts";

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Bytes. */
  readonly scanned: number;
  /** `s3://...` of the whole result as CSV. */
  readonly location: string | null;
}

/** Milliseconds. */
const POLL = 500;

/**
 * Runs a named query of the stack in its workgroup and gives at most `limit` rows. Refuses with `unknown-query`,
 * `query-failed` and `aws-failed`.
 */
export async function runQuery(
  name: string,
  { queries, database }: StackOutputs,
  athena: AthenaClient,
  limit: number,
  signal: AbortSignal,
): Promise<QueryResult> {
  const query = queries[name];
  if (query === undefined) refuse("unknown-query", { name, existing: Object.keys(queries).sort() });
  const { GetNamedQueryCommand } = await import("@aws-sdk/client-athena");
  const { NamedQuery } = await athena.send(new GetNamedQueryCommand({ NamedQueryId: query.id })).catch(told(`running the query ${name}`));
  return runSql({ name, sql: NamedQuery?.QueryString ?? "", database, workgroup: query.workgroup }, athena, limit, signal);
}

/** A query by its text; `name` is what people are told that it is. */
export interface Sql {
  readonly name: string;
  readonly sql: string;
  readonly database: string;
  readonly workgroup: string;
}

/** Runs a query in a workgroup, as `runQuery` does. Refuses with `query-failed` and `aws-failed`. */
export async function runSql(
  { name, sql, database, workgroup }: Sql,
  athena: AthenaClient,
  limit: number,
  signal: AbortSignal,
): Promise<QueryResult> {
  const { GetQueryExecutionCommand, StartQueryExecutionCommand, StopQueryExecutionCommand, paginateGetQueryResults } = await import(
    "@aws-sdk/client-athena"
  );
  const doing = told(`running the query ${name}`);
  const { QueryExecutionId } = await athena
    .send(new StartQueryExecutionCommand({ QueryString: sql, QueryExecutionContext: { Database: database }, WorkGroup: workgroup }))
    .catch(doing);
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId })).catch(doing);
    const state = QueryExecution?.Status?.State;
    if (state === "FAILED" || state === "CANCELLED")
      refuse("query-failed", { name, reason: QueryExecution?.Status?.StateChangeReason ?? state.toLowerCase() });
    if (state === "SUCCEEDED") {
      const table: (string | null)[][] = [];
      for await (const { ResultSet } of paginateGetQueryResults({ client: athena }, { QueryExecutionId })) {
        table.push(...(ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null)));
        if (table.length > limit) break;
      }
      const [header = [], ...rows] = table;
      return {
        columns: header.map((cell) => cell ?? ""),
        rows: rows.slice(0, limit),
        scanned: QueryExecution?.Statistics?.DataScannedInBytes ?? 0,
        location: QueryExecution?.ResultConfiguration?.OutputLocation ?? null,
      };
    }
    if (signal.aborted) {
      await athena.send(new StopQueryExecutionCommand({ QueryExecutionId })).catch(doing);
      refuse("interrupted", {});
    }
    await sleep(POLL);
  }
}
