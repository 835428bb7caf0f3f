import type { DescribedColumn } from "../../schema/column-type.ts";
import { hiveType } from "./hive-type.ts";
import { type CatalogTable, columnsApart, locationOf, parametersOf, shownComment, shownLine, storageOf } from "./table-input.ts";

/** The CREATE statement that Athena takes for the table. Running it is never needed: it is what people know how to read. */
export function athenaDdl(table: CatalogTable): string {
  const storage = storageOf(table.format, table.zone);
  const { files, folders } = columnsApart(table);
  const head = [
    `CREATE ${storage === undefined ? "" : "EXTERNAL "}TABLE ${identifier(table.name)} (`,
    files.map(columnDdl).join(",\n"),
    ")",
    ...(table.description === undefined ? [] : [`COMMENT ${quoted(shownLine(table.description))}`]),
  ];
  const location = `LOCATION ${quoted(locationOf(table))}`;
  const rest =
    storage === undefined
      ? [...partitionedBy((table.partitionBy ?? []).map((name) => `  ${identifier(name)}`)), location]
      : [
          ...partitionedBy(folders.map(columnDdl)),
          `ROW FORMAT SERDE ${quoted(storage.serde)}`,
          properties("WITH SERDEPROPERTIES", storage.parameters),
          `STORED AS INPUTFORMAT ${quoted(storage.inputFormat)}`,
          `OUTPUTFORMAT ${quoted(storage.outputFormat)}`,
          location,
        ];
  return `${[...head, ...rest, properties("TBLPROPERTIES", parametersOf(table))].join("\n")};\n`;
}

function columnDdl({ name, type, description }: DescribedColumn): string {
  const comment = description === undefined ? "" : ` COMMENT ${quoted(shownComment(description))}`;
  return `  ${identifier(name)} ${hiveType(type)}${comment}`;
}

const partitionedBy = (columns: readonly string[]): readonly string[] =>
  columns.length === 0 ? [] : [`PARTITIONED BY (\n${columns.join(",\n")}\n)`];

const identifier = (name: string): string => `\`${name.toLowerCase().replaceAll("`", "``")}\``;

/** Hive's string literal: backslash escapes. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const properties = (keyword: string, values: Readonly<Record<string, string>>): string =>
  `${keyword} (\n${Object.entries(values)
    .map(([key, value]) => `  ${quoted(key)} = ${quoted(value)}`)
    .join(",\n")}\n)`;
