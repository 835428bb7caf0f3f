import { identifier } from "../backends/duckdb/identifier.ts";
import { text } from "../backends/duckdb/literals.ts";
import { refuse } from "../diagnostics/diagnostic.ts";
import type { TablePlan } from "../operations/lake.ts";
import { step, type Writer } from "./writer.ts";

/** Characters that nobody sees, as the expressions of RE2 and Java both name them. */
const HIDDEN =
  "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}";
/** A text that the name of a folder says as it is, on S3 and in Athena's partition projection. The runtime of the jobs has it too. */
const FOLDER_NAME = `[^${HIDDEN}"#%'*/:=?\\\\{\\[\\]^,]+`;
const NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";

/**
 * Makes sure that the texts by which a plain table is partitioned can be the names of folders, as they must be where the
 * table is deployed; here they are only columns. The rows are in the view of the table's name. Refuses with `partition-value`, which does
 * not say the value: it may be personal.
 */
export async function checkPartitionValues(writer: Writer, table: TablePlan): Promise<void> {
  if (table.format.kind === "iceberg") return;
  for (const name of table.partitionBy) {
    if (table.columns.find((column) => column.name === name)?.type.kind !== "string") continue;
    const column = identifier(name);
    const good = `regexp_full_match(${column}, ${text(FOLDER_NAME)}) AND trim(${column}) = ${column} AND ${column} <> '${NULL_FOLDER}'`;
    const query = `SELECT count(*)::INTEGER FROM ${identifier(table.name)} WHERE NOT (${good})`;
    const reader = await step(writer, table.name, () => writer.connection.runAndReadAll(query));
    const rows = Number(reader.getRows()[0]?.[0] ?? 0);
    if (rows > 0) refuse("partition-value", { table: table.name, column: name, rows, format: table.format.kind });
  }
}
