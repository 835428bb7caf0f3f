import { visibleLine } from "../../diagnostics/visible.ts";
import type { SourcePlan, TableFormat, TablePlan } from "../../operations/lake.ts";
import type { DescribedColumn } from "../../schema/column-type.ts";
import { hiveType } from "./hive-type.ts";

/** What a back end needs of a source or table to describe it in the catalog. */
export type CatalogTable = Pick<TablePlan | SourcePlan, "name" | "zone" | "description" | "columns" | "format"> &
  Partial<Pick<TablePlan, "partitionBy" | "targetFileMB">>;

/** Glue's TableInput (https://docs.aws.amazon.com/glue/latest/webapi/API_TableInput.html), as far as Sluice sets it. */
export interface TableInput {
  readonly Name: string;
  readonly Description?: string;
  readonly TableType: "EXTERNAL_TABLE";
  readonly Parameters: Readonly<Record<string, string>>;
  readonly PartitionKeys: readonly CatalogColumn[];
  readonly StorageDescriptor: {
    readonly Columns: readonly CatalogColumn[];
    readonly Location: string;
    readonly InputFormat?: string;
    readonly OutputFormat?: string;
    readonly SerdeInfo?: { readonly SerializationLibrary: string; readonly Parameters: Readonly<Record<string, string>> };
  };
}

interface CatalogColumn {
  readonly Name: string;
  readonly Type: string;
  readonly Comment?: string;
}

/** How files of a format are read; Iceberg tables need none of it. */
export interface Storage {
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly serde: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Glue allows 2048 bytes of a description and 255 characters of a column comment. */
const DESCRIPTION_BYTES = 2048;
const COMMENT_LENGTH = 255;

/** Only Pulumi knows the bucket: it replaces the mark. */
export const locationOf = ({ zone, name, ...table }: Pick<CatalogTable, "zone" | "name"> & { readonly path?: string }): string =>
  table.path === undefined ? `s3://{{lake}}/${zone}/${name}/` : `s3://{{lake}}/landing/${table.path}`;

export function storageOf(format: TableFormat, zone: string): Storage | undefined {
  switch (format.kind) {
    case "iceberg":
      return undefined;
    case "parquet":
      return {
        inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        serde: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        parameters: { "serialization.format": "1" },
      };
    case "json":
      return {
        inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serde: "org.openx.data.jsonserde.JsonSerDe",
        parameters: {
          "case.insensitive": "TRUE",
          "dots.in.keys": "FALSE",
          // A bad line in landing must not fail every query on it; in the other zones there is none.
          "ignore.malformed.json": zone === "landing" ? "TRUE" : "FALSE",
          mapping: "TRUE",
        },
      };
  }
}

/** The columns that stand in the files, and those that stand in the names of folders: an Iceberg table has none of these. */
export function columnsApart({ columns, format, partitionBy = [] }: CatalogTable): { readonly files: Columns; readonly folders: Columns } {
  if (format.kind === "iceberg") return { files: columns, folders: [] };
  return {
    files: columns.filter(({ name }) => !partitionBy.includes(name)),
    folders: partitionBy.flatMap((name) => columns.filter((column) => column.name === name)),
  };
}

type Columns = readonly DescribedColumn[];

/** What a table of no rows yet says of itself; a job adds to it what it commits. */
export function parametersOf({ format, targetFileMB }: CatalogTable): Readonly<Record<string, string>> {
  if (format.kind !== "iceberg") return { classification: format.kind };
  return {
    table_type: "ICEBERG",
    format: "parquet",
    ...(targetFileMB === undefined ? {} : { write_target_data_file_size_bytes: String(targetFileMB * 1_048_576) }),
  };
}

export function tableInput(table: CatalogTable): TableInput {
  const storage = storageOf(table.format, table.zone);
  const { files, folders } = columnsApart(table);
  return {
    Name: table.name,
    ...(table.description === undefined ? {} : { Description: cutToBytes(oneLine(table.description), DESCRIPTION_BYTES) }),
    TableType: "EXTERNAL_TABLE",
    Parameters: storage === undefined ? { table_type: "ICEBERG" } : parametersOf(table),
    PartitionKeys: folders.map(catalogColumn),
    StorageDescriptor: {
      Columns: files.map(catalogColumn),
      Location: locationOf(table),
      ...(storage === undefined
        ? {}
        : {
            InputFormat: storage.inputFormat,
            OutputFormat: storage.outputFormat,
            SerdeInfo: { SerializationLibrary: storage.serde, Parameters: storage.parameters },
          }),
    },
  };
}

const catalogColumn = ({ name, type, description }: DescribedColumn): CatalogColumn => ({
  Name: name.toLowerCase(),
  Type: hiveType(type),
  ...(description === undefined ? {} : { Comment: commentText(description) }),
});

/** A description as a column comment: on one line, cut where Glue would refuse it. */
export const commentText = (description: string): string => cutToLength(oneLine(description));

/** The same in a statement, where nothing is hidden. */
export const shownComment = (description: string): string => cutToLength(shownLine(description));

/** A description on one line of a statement, where nothing is hidden. */
export const shownLine = (text: string): string => visibleLine(text).trim();

const cutToLength = (text: string): string => [...text].slice(0, COMMENT_LENGTH).join("");

/** Glue's single-line text: no controls of ASCII. What else is hidden in it, JSON has as escapes. */
export const oneLine = (text: string): string => text.replace(/(?:(?![\u007f-\u009f])[\p{Cc}\p{Zs}])+/gu, " ").trim();

function cutToBytes(text: string, bytes: number): string {
  let size = 0;
  let cut = "";
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    cut += character;
  }
  return cut;
}
