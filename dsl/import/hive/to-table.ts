import type { Problem } from "../../diagnostics/diagnostic.ts";
import type { HiveTable } from "./hive-table.ts";
import { hiveWords } from "./hive-type.ts";
import { differencesOf } from "./properties.ts";
import { fieldOf } from "./schema-of-type.ts";
import { storageOf } from "./storage.ts";
import { checkTable, type Imported, reporters, written } from "./to-source.ts";

/** A table of a zone to fill in: no statement says what it is made from. */
export interface TableSkeleton {
  readonly name: string;
  readonly description?: string;
  readonly columns: readonly { readonly name: string; readonly words: string }[];
  readonly partitionBy: readonly string[];
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
  const partitions = table.partitions.flatMap(({ name: column, type, site }) =>
    column === undefined || type === undefined ? [] : [{ name: column, type, site }],
  );
  const partitionBy = table.partitions.flatMap(({ name: column, value, site }) => {
    if (column !== undefined) return [column];
    differs(`the partition \`${value}\` is left out, for \`partitionBy\` takes columns`, site, "derive a column of these values");
    return [];
  });
  for (const { property, what } of differencesOf(table)) differs(what, property.site);
  for (const { value, site } of table.others) differs(`\`${value}\` is left out`, site);
  const description = table.comment?.trim();
  const declaration: TableSkeleton = {
    name,
    ...(description === undefined || description === "" ? {} : { description }),
    columns: [...table.columns, ...partitions].map((column) => ({
      name: fieldOf(column, column.name, unsupported).name,
      words: hiveWords(column.type),
    })),
    partitionBy,
    format: storage.kind === "other" ? "iceberg" : storage.kind,
  };
  return written(table, name, declaration, problems);
}
