import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { RunResult, TableResult } from "../../dsl/run/result.ts";
import { readTable } from "../sample/read-sample.ts";

const COLUMNS = {
  customer:
    "{customerName: 'VARCHAR', email: 'VARCHAR', phone: 'VARCHAR', birthDay: 'VARCHAR', serialNumber: 'VARCHAR', registrationDate: 'BIGINT', lastUpdateDate: 'BIGINT', shareWithResearchAsOfDate: 'BIGINT', shareWithPublicAsOfDate: 'BIGINT', shareWithFriendsAsOfDate: 'BIGINT'}",
  accelerometer: "{timestamp: 'BIGINT', user: 'VARCHAR', x: 'DOUBLE', y: 'DOUBLE', z: 'DOUBLE'}",
  step_trainer: "{sensorReadingTime: 'BIGINT', serialNumber: 'VARCHAR', distanceFromObject: 'INTEGER'}",
};

/** A connection with the good lines of a landing root, found by a reader of the tests' own. */
export async function landingOver(landing: string, scratch: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  mkdirSync(scratch, { recursive: true });
  for (const [table, columns] of Object.entries(COLUMNS)) {
    const file = join(scratch, `${table}.json`);
    writeFileSync(
      file,
      readTable(landing, table)
        .texts.map((text) => `${text}\n`)
        .join(""),
    );
    await connection.run(`CREATE TABLE ${table} AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = ${columns})`);
  }
  return connection;
}

/** The same with the answers of answer.sql. */
export async function answersOver(landing: string, scratch: string): Promise<DuckDBConnection> {
  const connection = await landingOver(landing, scratch);
  await connection.run(readFileSync(join(import.meta.dirname, "answer.sql"), "utf8"));
  return connection;
}

/** The rows of each derived table, and how many rows it and the answer differ in, counting repeats, both ways. */
export async function compareWithAnswers(
  connection: DuckDBConnection,
  result: RunResult,
): Promise<Record<string, { rows: number; differing: number }>> {
  const compared: Record<string, { rows: number; differing: number }> = {};
  for (const table of result.tables.filter(({ zone }) => zone !== "landing")) {
    const made = dataOf(table);
    const answer = `SELECT * FROM ${table.table}_answer`;
    const reader = await connection.runAndReadAll(
      `SELECT (SELECT count(*) FROM (${made}))::INTEGER, (SELECT count(*) FROM ((${made} EXCEPT ALL ${answer}) UNION ALL (${answer} EXCEPT ALL ${made})))::INTEGER`,
    );
    const [rows, differing] = reader.getRows()[0] ?? [];
    compared[table.table] = { rows: Number(rows), differing: Number(differing) };
  }
  return compared;
}

const ML_COLUMNS =
  "{serialNumber: 'VARCHAR', shareWithResearchAsOfDate: 'BIGINT', registrationDate: 'BIGINT', customerName: 'VARCHAR', sensorReadingTime: 'BIGINT', distanceFromObject: 'INTEGER', lastUpdateDate: 'BIGINT', timeStamp: 'BIGINT', user: 'VARCHAR', x: 'DOUBLE', y: 'DOUBLE', z: 'DOUBLE'}";

const dataOf = ({ path }: TableResult): string =>
  path.endsWith(".parquet")
    ? `SELECT * FROM read_parquet('${path}')`
    : `SELECT * FROM read_json('${path}', format = 'newline_delimited', columns = ${ML_COLUMNS})`;
