import { join } from "node:path";
import { identifier } from "../backends/duckdb/identifier.ts";
import { tableQuery } from "../backends/duckdb/relations.ts";
import { rewrite } from "../compiler/rewrite.ts";
import type { TablePlan } from "../operations/lake.ts";
import { dataFile, workFile } from "./layout.ts";
import { checkPartitionValues } from "./partition-values.ts";
import { planHash } from "./plan-hash.ts";
import { viewOfParquet } from "./views.ts";
import { columnsOf, copyRows, step, type Writer, type Written } from "./writer.ts";

/**
 * Computes a table and writes it. If other tables read it, it leaves a view of its name; the rows of a json table are in a
 * Parquet file for that, while the run goes on, because JSON does not keep every type.
 */
export async function writeTable(writer: Writer, table: TablePlan, isRead: boolean): Promise<Written> {
  const { lake, run } = writer;
  const { name, zone } = table;
  const format = table.format.kind;
  const kind = format === "json" ? "json" : "parquet";
  const file = dataFile(zone, name, run, kind);
  const needsView = isRead || (format !== "iceberg" && table.partitionBy.length > 0);
  const view = (path: string) => step(writer, name, () => writer.connection.run(viewOfParquet(identifier(name), join(lake, path))));
  let query = tableQuery(rewrite(table.relation));
  if (kind === "json" && needsView) {
    const copy = workFile(run, name);
    await copyRows(writer, name, query, "parquet", copy);
    await view(copy);
    query = `SELECT * FROM ${identifier(name)}`;
  }
  const rows = await copyRows(writer, name, query, kind, file);
  if (kind === "parquet" && needsView) await view(file);
  await checkPartitionValues(writer, table);
  const columns = columnsOf(table.columns);
  return { name, zone, format, columns, rows, quarantined: 0, file, quarantine: null, run, plan: planHash(table), landing: null };
}
