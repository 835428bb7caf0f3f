import type { Span } from "../../diagnostics/diagnostic.ts";
import type { HiveTable } from "./hive-table.ts";

/** How the files of a table are read, as far as Sluice has it; else the words for what it lacks. */
export type TableStorage =
  | { readonly kind: "json" | "parquet" | "iceberg"; readonly site: Span }
  | { readonly kind: "other"; readonly words: string; readonly site: Span };

const SERDES: Readonly<Record<string, "json" | "parquet">> = {
  "org.openx.data.jsonserde.JsonSerDe": "json",
  "org.apache.hive.hcatalog.data.JsonSerDe": "json",
  "org.apache.hadoop.hive.serde2.JsonSerDe": "json",
  "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe": "parquet",
};

const FORMATS: Readonly<Record<string, "json" | "parquet" | "iceberg">> = {
  JSON: "json",
  JSONFILE: "json",
  PARQUET: "parquet",
  ICEBERG: "iceberg",
};

const TEXT_INPUT = ["org.apache.hadoop.mapred.TextInputFormat", "org.apache.hadoop.mapreduce.lib.input.TextInputFormat"];
const PARQUET_INPUT = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";

export function storageOf({ name, storage, properties }: HiveTable): TableStorage {
  const tableType = properties.find(({ key, value }) => key.toLowerCase() === "table_type" && value.toUpperCase() === "ICEBERG");
  if (tableType !== undefined) return { kind: "iceberg", site: tableType.site };
  const { serde, format, inputFormat, other } = storage;
  if (other !== undefined) return { kind: "other", words: `\`${other.value}\``, site: other.site };
  const readAs = inputFormat ?? format;
  if (serde !== undefined) {
    const kind = Object.hasOwn(SERDES, serde.value) ? SERDES[serde.value] : undefined;
    if (kind === undefined) return { kind: "other", words: `the SerDe \`${serde.value}\``, site: serde.site };
    const fits = readAs === undefined || (kind === "json" ? isText(readAs.value) : isParquet(readAs.value));
    return fits ? { kind, site: serde.site } : { kind: "other", words: `${kind} in \`${readAs.value}\``, site: readAs.site };
  }
  if (readAs === undefined) return { kind: "other", words: "delimited text, which is what no `ROW FORMAT` means", site: name.site };
  const kind = isParquet(readAs.value) ? "parquet" : FORMATS[readAs.value.toUpperCase()];
  return kind === undefined ? { kind: "other", words: `\`${readAs.value}\``, site: readAs.site } : { kind, site: readAs.site };
}

const isText = (value: string): boolean => TEXT_INPUT.includes(value) || /^(?:textfile|json|jsonfile)$/i.test(value);

const isParquet = (value: string): boolean => value === PARQUET_INPUT || /^parquet$/i.test(value);
