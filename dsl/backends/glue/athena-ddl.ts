import { hiveType } from "./hive-type.ts";
import { type CatalogTable, commentText, locationOf, oneLine, storageOf } from "./table-input.ts";

/** The CREATE statement that Athena takes for the table. Running it is never needed: it is what people know how to read. */
export function athenaDdl(table: CatalogTable): string {
  const storage = storageOf(table.format, table.zone);
  const columns = table.columns.map(({ name, type, description }) => {
    const comment = description === undefined ? "" : ` COMMENT ${quoted(commentText(description))}`;
    return `  ${identifier(name)} ${hiveType(type)}${comment}`;
  });
  const head = [
    `CREATE ${storage === undefined ? "" : "EXTERNAL "}TABLE ${identifier(table.name)} (`,
    columns.join(",\n"),
    ")",
    ...(table.description === undefined ? [] : [`COMMENT ${quoted(oneLine(table.description))}`]),
  ];
  const location = `LOCATION ${quoted(locationOf(table))}`;
  const rest =
    storage === undefined
      ? [location, properties("TBLPROPERTIES", { table_type: "ICEBERG", format: "parquet" })]
      : [
          `ROW FORMAT SERDE ${quoted(storage.serde)}`,
          properties("WITH SERDEPROPERTIES", storage.parameters),
          `STORED AS INPUTFORMAT ${quoted(storage.inputFormat)}`,
          `OUTPUTFORMAT ${quoted(storage.outputFormat)}`,
          location,
          properties("TBLPROPERTIES", { classification: table.format.kind }),
        ];
  return `${[...head, ...rest].join("\n")};\n`;
}

const identifier = (name: string): string => `\`${name.toLowerCase().replaceAll("`", "``")}\``;

/** Hive's string literal: backslash escapes. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const properties = (keyword: string, values: Readonly<Record<string, string>>): string =>
  `${keyword} (\n${Object.entries(values)
    .map(([key, value]) => `  ${quoted(key)} = ${quoted(value)}`)
    .join(",\n")}\n)`;
