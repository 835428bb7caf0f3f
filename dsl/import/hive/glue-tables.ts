import { z } from "zod";
import { type Problem, Refusal, type Span } from "../../diagnostics/diagnostic.ts";
import { Cursor, type Placed } from "./cursor.ts";
import type { HiveColumn, HivePartition, HiveProperty, HiveTable } from "./hive-table.ts";
import { hiveTypeAt } from "./hive-type.ts";
import type { ReadStatements } from "./statements.ts";
import { tokensOf } from "./tokens.ts";

const column = z.object({ Name: z.string(), Type: z.string().optional(), Comment: z.string().nullish() });
const parameters = z.record(z.string(), z.string()).nullish();

/** Glue's TableInput and Table (https://docs.aws.amazon.com/glue/latest/webapi/API_Table.html), as far as a declaration needs them. */
const table = z.object({
  Name: z.string(),
  Description: z.string().nullish(),
  TableType: z.string().nullish(),
  Parameters: parameters,
  PartitionKeys: z.array(column).nullish(),
  ViewOriginalText: z.string().nullish(),
  TargetTable: z.unknown().optional(),
  StorageDescriptor: z
    .object({
      Columns: z.array(column).nullish(),
      Location: z.string().nullish(),
      InputFormat: z.string().nullish(),
      SerdeInfo: z.object({ SerializationLibrary: z.string().nullish(), Parameters: parameters }).nullish(),
      BucketColumns: z.array(z.string()).nullish(),
    })
    .nullish(),
});

type GlueTable = z.infer<typeof table>;
type Path = readonly (string | number)[];

/** The place of a value in the JSON file. */
export type SpanOfPath = (path: Path) => Span;

/** Where in an answer or a request of the Glue API, or in a template of CloudFormation, tables stand; undefined when the value is none. */
export function tablesIn(value: unknown): readonly Path[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const template = tablesOfTemplate(value);
  if (template.length > 0) return template;
  for (const key of ["Table", "TableInput"]) if (key in value && isTable(value[key as keyof typeof value])) return [[key]];
  const { TableList: list } = value as { TableList?: unknown };
  if (Array.isArray(list) && list.every(isTable)) return list.map((_, i) => ["TableList", i]);
  if (Array.isArray(value) && value.length > 0 && value.every(isTable)) return value.map((_, i) => [i]);
  return isTable(value) ? [[]] : undefined;
}

/** Those of type `AWS::Glue::Table` among the resources. */
const tablesOfTemplate = ({ Resources: resources }: { readonly Resources?: unknown }): readonly Path[] =>
  Object.entries(resources ?? {}).flatMap(([name, resource]): readonly Path[] => {
    const found = templateTable.safeParse(resource);
    return found.success && isTable(found.data.Properties.TableInput) ? [["Resources", name, "Properties", "TableInput"]] : [];
  });

const templateTable = z.object({ Type: z.literal("AWS::Glue::Table"), Properties: z.object({ TableInput: z.unknown() }) });

/** A table, or a link to one of another database, which has no files of its own. */
const isTable = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "Name" in value && ("StorageDescriptor" in value || "TargetTable" in value);

/** The tables of a value in which `tablesIn` found some. */
export function readGlueTables(value: unknown, paths: readonly Path[], spanOf: SpanOfPath): ReadStatements {
  const tables: HiveTable[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    try {
      tables.push(tableAt(value, path, spanOf));
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      problems.push(...failure.problems);
    }
  }
  return { tables, problems };
}

function tableAt(whole: unknown, path: Path, spanOf: SpanOfPath): HiveTable {
  const parsed = table.safeParse(path.reduce((value: unknown, key) => (value as Record<string | number, unknown>)[key], whole));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = [...path, ...((issue?.path ?? []) as Path)];
    throw new Refusal([
      {
        code: "ddl-syntax",
        parameters: { expected: "a table as the Glue API describes it", found: issue?.message ?? "something else" },
        site: spanOf(at),
      },
    ]);
  }
  return hiveTable(parsed.data, (inner) => spanOf([...path, ...inner]));
}

function hiveTable(glue: GlueTable, spanOf: SpanOfPath): HiveTable {
  const { StorageDescriptor: storage } = glue;
  const placed = (value: string, ...path: Path): Placed => ({ value, site: spanOf(path) });
  const properties = (values: Readonly<Record<string, string>> | null | undefined, ...path: Path): HiveProperty[] =>
    Object.entries(values ?? {}).map(([key, value]) => ({ key, value, site: spanOf([...path, key]) }));
  const serde = storage?.SerdeInfo?.SerializationLibrary;
  const buckets = storage?.BucketColumns ?? [];
  return {
    name: placed(glue.Name, "Name"),
    ...(glue.Description == null ? {} : { comment: glue.Description }),
    columns: (storage?.Columns ?? []).map((item, i) => columnOf(item, ["StorageDescriptor", "Columns", i], spanOf)),
    partitions: (glue.PartitionKeys ?? []).map((item, i): HivePartition => {
      const { name, type, site } = columnOf(item, ["PartitionKeys", i], spanOf);
      return { value: item.Type === undefined ? name : `${name} ${item.Type}`, site, name, type };
    }),
    storage: {
      ...(serde == null ? {} : { serde: placed(serde, "StorageDescriptor", "SerdeInfo", "SerializationLibrary") }),
      serdeProperties: properties(storage?.SerdeInfo?.Parameters, "StorageDescriptor", "SerdeInfo", "Parameters"),
      ...(storage?.InputFormat == null ? {} : { inputFormat: placed(storage.InputFormat, "StorageDescriptor", "InputFormat") }),
      ...(glue.TableType === "VIRTUAL_VIEW" ? { other: placed("a view", "TableType") } : {}),
      ...(glue.TargetTable === undefined ? {} : { other: placed("a link to another table", "TargetTable") }),
    },
    ...(storage?.Location == null || storage.Location === ""
      ? {}
      : { location: placed(storage.Location, "StorageDescriptor", "Location") }),
    properties: properties(glue.Parameters, "Parameters"),
    unique: [],
    others: buckets.length === 0 ? [] : [placed(`BucketColumns ${buckets.join(", ")}`, "StorageDescriptor", "BucketColumns")],
  };
}

function columnOf({ Name, Type = "string", Comment }: z.infer<typeof column>, path: Path, spanOf: SpanOfPath): HiveColumn {
  const ddl = { text: Type, spanOf: () => spanOf([...path, "Type"]), instead: "correct the type, as `array<string>`" };
  const cursor = new Cursor(ddl, tokensOf(ddl));
  const type = hiveTypeAt(cursor);
  if (!cursor.atEnd) cursor.fail("the end of the type");
  return { name: Name, site: spanOf([...path, "Name"]), type, notNull: false, ...(Comment == null ? {} : { comment: Comment }) };
}
