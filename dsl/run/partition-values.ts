import { identifier } from "../backends/duckdb/identifier.ts";
import { text } from "../backends/duckdb/literals.ts";
import { refuse } from "../diagnostics/diagnostic.ts";
import type { TablePlan } from "../operations/lake.ts";
import { step, type Writer } from "./writer.ts";

/** A text that the name of a folder says as it is, on S3 and in Athena's partition projection. The runtime of the jobs has it too. */
const FOLDER_NAME = "[^\\x00-\\x1F\\x7F\"#%'*/:=?\\\\{\\[\\]^,]+";
const NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";

/**
 * Makes sure that the texts by which a plain table is partitioned can be the names of folders, as they must be where the
 * table is deployed; here they are only columns. The rows are in the view of the table's name. Refuses with `partition-value`.
 */
export async function checkPartitionValues(writer: Writer, table: TablePlan): Promise<void> {
  if (table.format.kind === "iceberg") return;
  for (const name of table.partitionBy) {
    if (table.columns.find((column) => column.name === name)?.type.kind !== "string") continue;
    const column = identifier(name);
    const good = `regexp_full_match(${column}, ${text(FOLDER_NAME)}) AND trim(${column}) = ${column} AND ${column} <> '${NULL_FOLDER}'`;
    const query = `SELECT min(${column}) FROM ${identifier(table.name)} WHERE NOT (${good})`;
    const reader = await step(writer, table.name, () => writer.connection.runAndReadAll(query));
    const bad = reader.getRows()[0]?.[0];
    if (typeof bad === "string")
      refuse("partition-value", { table: table.name, column: name, value: JSON.stringify(bad.slice(0, 100)), format: table.format.kind });
  }
}
