import { join } from "node:path";
import { identifier } from "../backends/duckdb/literals.ts";
import { tableQuery } from "../backends/duckdb/relations.ts";
import { rewrite } from "../compiler/rewrite.ts";
import type { TablePlan } from "../operations/lake.ts";
import { dataFile } from "./layout.ts";
import { planHash } from "./plan-hash.ts";
import { viewOfParquet } from "./views.ts";
import { columnsOf, copyRows, step, type Writer, type Written } from "./writer.ts";

/** Computes a table, writes it, and leaves a view or table of its name, for the tables that read it. */
export async function writeTable(writer: Writer, table: TablePlan): Promise<Written> {
  const { connection, lake, run } = writer;
  const { name, zone } = table;
  const format = table.format.kind;
  const query = tableQuery(rewrite(table.relation));
  const file = dataFile(zone, name, run, format === "json" ? "json" : "parquet");
  let rows: number;
  if (format === "json") {
    await step(writer, name, () => connection.run(`CREATE TABLE ${identifier(name)} AS ${query}`));
    rows = await copyRows(writer, name, `SELECT * FROM ${identifier(name)}`, "json", file);
  } else {
    rows = await copyRows(writer, name, query, "parquet", file);
    await step(writer, name, () => connection.run(viewOfParquet(name, join(lake, file))));
  }
  const columns = columnsOf(table.columns);
  return { name, zone, format, columns, rows, quarantined: 0, file, quarantine: null, run, plan: planHash(table), landing: null };
}
