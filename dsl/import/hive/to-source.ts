import type { Problem, Span } from "../../diagnostics/diagnostic.ts";
import type { DeclaredField, DeclaredSource } from "../declaration.ts";
import { isPathPart, isTableName, TABLE_NAME_RULE } from "../names.ts";
import type { Placed } from "./cursor.ts";
import type { HiveTable } from "./hive-table.ts";
import { differencesOf, mappedColumn } from "./properties.ts";
import { checkCase, fieldOf, type Unsupported } from "./schema-of-type.ts";
import { storageOf } from "./storage.ts";

/** Undefined when there is an error among the problems: a table is declared whole or not at all. */
export interface Imported<T> {
  readonly declaration: T | undefined;
  readonly site: Span;
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** The source that reads the files of a table, and what of the table it does not say. */
export function sourceOfTable(table: HiveTable): Imported<DeclaredSource> {
  const name = table.name.value.toLowerCase();
  const problems: Problem[] = [];
  const { unsupported, differs } = reporters(name, problems);
  checkTable(table, name, unsupported);
  const storage = storageOf(table);
  if (storage.kind !== "json" && (table.columns.length > 0 || table.storage.other !== undefined)) {
    const what = storage.kind === "other" ? storage.words : storage.kind === "iceberg" ? "an Iceberg table" : "parquet";
    const otherZone = storage.kind === "other" ? "" : ", or declare it as a table of another zone: `--zone NAME`";
    unsupported(`its files are ${what}, and a source reads JSON lines`, storage.site, `write the files as JSON lines${otherZone}`);
  }
  const columns = columnsOf(table, unsupported, differs);
  for (const { value, site } of table.partitions) {
    differs(`the folders' partition \`${value}\` is no column: rows have what stands in the files, of all folders below the path`, site);
  }
  for (const { property, what } of differencesOf(table)) differs(what, property.site);
  for (const { value, site } of table.others) differs(`\`${value}\` is left out`, site);
  const { path, pathReview } = pathOf(table.location, name, unsupported);
  const description = table.comment?.trim();
  const declaration: DeclaredSource = {
    name,
    ...(description === undefined || description === "" ? {} : { description }),
    path,
    pathReview,
    columns,
    unique: table.unique.map((key) => key.map((column) => columns[placeOf(table, column)]?.name ?? column)),
  };
  return written(table, name, declaration, problems);
}

/** Of a table with errors, only these: how a declaration differs is said of one that is written. */
export function written<T>(table: HiveTable, name: string, declaration: T, problems: readonly Problem[]): Imported<T> {
  const errors = problems.filter(({ code }) => code === "import-unsupported");
  const { site } = table.name;
  return errors.length > 0 ? { declaration: undefined, site, name, problems: errors } : { declaration, site, name, problems };
}

type Differs = (what: string, site: Span, instead?: string) => void;

/** Adds what is said to the problems of the table of that name. */
export function reporters(table: string, problems: Problem[]): { readonly unsupported: Unsupported; readonly differs: Differs } {
  const add =
    (code: "import-unsupported" | "import-differs"): Differs =>
    (what, site, instead) => {
      problems.push({ code, parameters: { table, what, ...(instead === undefined ? {} : { instead }) }, site });
    };
  return { unsupported: add("import-unsupported"), differs: add("import-differs") };
}

/** What every zone asks of a table. */
export function checkTable(table: HiveTable, name: string, unsupported: Unsupported): void {
  const { site } = table.name;
  if (!isTableName(name)) unsupported(`${JSON.stringify(table.name.value)} cannot be the name of a table`, site, TABLE_NAME_RULE);
  if (table.columns.length === 0 && table.storage.other === undefined)
    unsupported("it has no columns of its own", site, "write the columns out: `CREATE EXTERNAL TABLE name (column type, ...)`");
  checkCase(table.columns, "", unsupported);
  for (const key of table.unique) {
    const missing = key.find((column) => placeOf(table, column) < 0);
    if (missing !== undefined) unsupported(`its constraint names \`${missing}\`, which is no column`, site);
  }
}

const placeOf = ({ columns }: HiveTable, column: string): number =>
  columns.findIndex(({ name }) => name.toLowerCase() === column.toLowerCase());

/** The columns under the keys that the files have: the SerDe's `mapping.column` says them, with their case. */
function columnsOf(table: HiveTable, unsupported: Unsupported, differs: Differs): readonly DeclaredField[] {
  const keys = new Map(
    table.storage.serdeProperties.flatMap(({ key, value, site }) => {
      const column = mappedColumn(key);
      return column === undefined ? [] : [[column, { key: value, site }] as const];
    }),
  );
  return table.columns.map((column) => {
    const mapped = keys.get(column.name.toLowerCase());
    if (mapped !== undefined && mapped.key.toLowerCase() !== column.name.toLowerCase()) {
      differs(
        `\`${column.name}\` is \`${mapped.key}\` here, because a source has the keys of its files`,
        mapped.site,
        `rename it in the table that reads it: \`.rename({ ${JSON.stringify(mapped.key)}: ${JSON.stringify(column.name)} })\``,
      );
    }
    return fieldOf(column, mapped?.key ?? column.name, unsupported);
  });
}

/** The folder below the landing root. On AWS that is `landing/` of the lake's bucket. */
function pathOf(location: Placed | undefined, name: string, unsupported: Unsupported): Pick<DeclaredSource, "path" | "pathReview"> {
  if (location === undefined) return { path: `${name.replace(/_landing$/, "")}/`, pathReview: ["the table names no location"] };
  const parts = location.value
    .replace(/^[a-z0-9]+:\/\/[^/]*/i, "")
    .split("/")
    .filter((part) => part !== "");
  const below = parts[0] === "landing" && parts.length > 1 ? parts.slice(1) : parts;
  if (below.length === 0 || !below.every(isPathPart)) {
    unsupported(
      `its location ${JSON.stringify(location.value)} is no folder below the landing root`,
      location.site,
      below.length === 0
        ? "a source has a folder of its own, as `s3://bucket/landing/name/`: write where it will be"
        : "a path has folders of letters, digits, `.`, `_`, `=` and `-`",
    );
  }
  return { path: `${below.join("/")}/`, pathReview: [`the table's location is ${location.value}`] };
}
