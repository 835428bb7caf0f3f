import type { Problem } from "../../diagnostics/diagnostic.ts";
import type { HiveTable } from "./hive-table.ts";
import { hiveWords } from "./hive-type.ts";
import { differencesOf } from "./properties.ts";
import { fieldOf } from "./schema-of-type.ts";
import { storageOf } from "./storage.ts";
import { checkTable, type Imported, reporters } from "./to-source.ts";

/** A table of a zone to fill in: no statement says what it is made from. */
export interface TableSkeleton {
  readonly name: string;
  readonly description?: string;
  readonly columns: readonly { readonly name: string; readonly words: string }[];
  readonly format: "json" | "parquet" | "iceberg";
}

/** The skeleton of a table, with the columns that it has to have. */
export function skeletonOfTable(table: HiveTable): Imported<TableSkeleton> {
  const name = table.name.value.toLowerCase();
  const problems: Problem[] = [];
  const { unsupported, differs } = reporters(name, problems);
  checkTable(table, name, unsupported);
  const storage = storageOf(table);
  if (storage.kind === "other")
    unsupported(
      `its files are ${storage.words}, and a table is Iceberg, parquet or JSON`,
      storage.site,
      "declare it in one of these formats",
    );
  const columns = table.columns.map((column) => ({ name: fieldOf(column, column.name, unsupported).name, words: hiveWords(column.type) }));
  for (const { value, site } of table.partitions) differs(`the partition \`${value}\` is left out: tables have none`, site);
  for (const { property, what } of differencesOf(table)) differs(what, property.site);
  for (const { value, site } of table.others) differs(`\`${value}\` is left out`, site);
  const description = table.comment?.trim();
  const failed = problems.some(({ code }) => code === "import-unsupported") || storage.kind === "other";
  return {
    declaration: failed
      ? undefined
      : { name, ...(description === undefined || description === "" ? {} : { description }), columns, format: storage.kind },
    site: table.name.site,
    name,
    problems,
  };
}
