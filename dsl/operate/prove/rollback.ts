import { join } from "node:path";
import { runPython } from "../../run/spark/jobs.ts";
import type { StackOutputs } from "../stack.ts";
import type { Bench } from "./bench.ts";

/**
 * Makes the version before the current one of a table in the account the current one again, by the runtime's command on a Spark of this
 * machine. Gives its rows. Throws `JobFailure`.
 */
export async function rollBack(bench: Bench, table: string, { lake, database }: StackOutputs, signal: AbortSignal): Promise<number> {
  const { project, region, endpoint, spark } = bench;
  const [answer = ""] = await runPython(
    { generated: join(project, "generated"), landing: undefined, lake },
    [
      ...["-m", "sluice", "rollback", table, "--catalog", "glue", "--database", database, "--region", region],
      ...(endpoint === undefined ? [] : ["--endpoint", endpoint]),
    ],
    { spark, signal, env: await credentialsOf(bench) },
  );
  return (JSON.parse(answer) as { readonly rows: number }).rows;
}

/** The credentials that Node has found, for Spark, which knows fewer places. */
async function credentialsOf({ s3, region }: Bench): Promise<Readonly<Record<string, string>>> {
  const { accessKeyId, secretAccessKey, sessionToken } = await s3.config.credentials();
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}
