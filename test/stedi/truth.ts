import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunResult } from "../../dsl/run/result.ts";
import { landingOver } from "./answers.ts";

/** The columns that the queries look at, of a result that is JSON. */
const LOOKED_AT = "{serialNumber: 'VARCHAR', sensorReadingTime: 'BIGINT', \"timeStamp\": 'BIGINT', \"user\": 'VARCHAR'}";

/** What each query of truth.sql counts, by the words above it. Nothing of Sluice is asked: only rows. */
export async function truthOf(landing: string, scratch: string, result: RunResult): Promise<Readonly<Record<string, number>>> {
  const connection = await landingOver(landing, scratch);
  await connection.run("CREATE SCHEMA made");
  for (const { table, path } of result.tables.filter(({ zone }) => zone !== "landing")) {
    const rows = path.endsWith(".parquet")
      ? `read_parquet('${path}')`
      : `read_json('${path}', format = 'newline_delimited', columns = ${LOOKED_AT})`;
    await connection.run(`CREATE VIEW made.${table} AS SELECT * FROM ${rows}`);
  }
  const counts: Record<string, number> = {};
  for (const [, words = "", query = ""] of readFileSync(join(import.meta.dirname, "truth.sql"), "utf8").matchAll(
    /^-- (.*)\n(SELECT[^;]*);/gm,
  )) {
    const reader = await connection.runAndReadAll(query);
    counts[words] = Number(reader.getRows()[0]?.[0]);
  }
  connection.closeSync();
  return counts;
}
