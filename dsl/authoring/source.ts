import { z } from "zod";
import type { Report } from "../diagnostics/diagnostic.ts";
import type { PersonReference, SourceColumn, SourcePlan, TableFormat } from "../operations/lake.ts";
import { isDiscriminated, ONE_OBJECT, schemaWords } from "../schema/author-words.ts";
import type { ColumnType, StructField } from "../schema/column-type.ts";
import type { FieldsByName } from "../schema/fields-of.ts";
import { columnsFromZod } from "../schema/from-zod.ts";
import type { Expression } from "./expression-types.ts";
import { isFormat } from "./format.ts";
import { describe, heldBy } from "./held.ts";
import { checkColumnName, checkFieldName, checkTableName } from "./names.ts";
import { checkOptions } from "./options.ts";
import type { Table } from "./relation-types.ts";
import { reportAt, session, siteOf } from "./session.ts";
import { checkCase, TableBuilder } from "./table.ts";

type KeyOf<Shape> = keyof Shape & string;

export interface SourceOptions<Shape extends z.core.$ZodShape> {
  /** The folder of the raw files, relative to the landing root: `"customer/"`. */
  readonly path: string;
  readonly format: TableFormat & { readonly kind: "json" };
  /** What a row holds. A line that does not fit goes to quarantine. */
  readonly row: z.ZodObject<Shape>;
  /** Columns, or lists of columns, that identify a row where they are not null. Checked when it runs. */
  readonly unique?: readonly (KeyOf<Shape> | readonly KeyOf<Shape>[])[];
  /** Whose row it is: a column of this source to the column of the person table that it refers to. */
  readonly person?: { readonly [Name in KeyOf<Shape>]?: Expression | AmbiguousReference };
  /** The column that says when it happened; consent must have been given by then. */
  readonly eventTime?: KeyOf<Shape>;
  readonly quarantine?: {
    /** The run fails when more than this share (0 to 1) of the lines is bad. Default 0.1. */
    readonly atMost?: number;
    /** The run fails when the bad records have more text than this, in megabytes. Default 1000. */
    readonly atMostMB?: number;
  };
  readonly gzip?: {
    /** The run fails when a gzip file has more in it than so many times its size, and than 100 MB. Default 200. */
    readonly atMostTimes: number;
  };
  /** Instead of the doc comment. */
  readonly description?: string;
}

/** A reference to a column that does not identify one person, and is known not to. */
export class AmbiguousReference {
  readonly column: unknown;
  constructor(column: unknown) {
    this.column = column;
  }
}

/** Says that the referenced column may stand for several people. */
export const ambiguous = (column: Expression): AmbiguousReference => new AmbiguousReference(column);

const OPTIONS = ["path", "format", "row", "unique", "person", "eventTime", "quarantine", "gzip", "description"] as const;
const DEFAULT_AT_MOST = 0.1;

/** Raw files in the landing zone, read by one rule on every engine. */
export function source<Shape extends z.core.$ZodShape>(
  name: string,
  options: SourceOptions<Shape>,
): Table<FieldsByName<Shape>[KeyOf<Shape>]> {
  const site = siteOf(source);
  const report = reportAt(site);
  const tableName = checkTableName(name, "a source", report);
  const what = `source \`${tableName}\``;
  const given = checkOptions(options, OPTIONS, what, report);
  const columns = rowColumns(given.row, what, report);
  const known = new Set(columns.map((column) => column.name));
  const columnIn = (value: unknown): string => {
    const column = String(value);
    if (!known.has(column))
      report({ code: "unknown-column", parameters: { column, relation: tableName, existing: [...known] }, focus: column });
    return column;
  };
  checkCase(columns, "source", tableName, report);
  for (const column of columns) {
    checkColumnName(column.name, report);
    for (const { path, fields } of structsIn(column.type, column.name)) for (const { name } of fields) checkFieldName(name, path, report);
  }
  if (!isFormat(given.format) || given.format.kind !== "json") {
    report({ code: "invalid-declaration", parameters: { what, reason: "`format` must be `json()`" }, focus: "format" });
  }
  const plan: Omit<SourcePlan, "file"> = {
    name: tableName,
    zone: "landing",
    ...(typeof given.description === "string" ? { description: given.description } : {}),
    path: landingPath(given.path, what, report),
    format: { kind: "json" },
    columns,
    unique: keys(given.unique, what, report).map((key) => key.map(columnIn)),
    person: references(given.person, what, report).map((reference) => ({ ...reference, column: columnIn(reference.column) })),
    ...(given.eventTime === undefined ? {} : { eventTime: columnIn(given.eventTime) }),
    quarantine: quarantineOf(given.quarantine, what, report),
    ...gzipOf(given.gzip, what, report),
  };
  session().sources.push({ plan, site });
  const schema = { columns: columns.map(({ personal: _, checks: __, ...column }) => column) };
  const poisoned = columns.length === 0 ? ({ poisoned: true } as const) : {};
  return new TableBuilder(tableName, { ...schema, ...poisoned }, site) as unknown as Table<FieldsByName<Shape>[KeyOf<Shape>]>;
}

/** What stands in the place of a row's schema, and the way out. */
function rowFound(row: unknown): readonly [found: string, instead?: string] {
  if (typeof row !== "object" || row === null) return [describe(row)];
  if (row instanceof z.core.$ZodType) {
    const { def } = row._zod;
    if (def.type === "object") return ["one of `zod/mini`", 'import `z` from `"zod"`: `import { z } from "zod";`'];
    return [schemaWords(row), isDiscriminated(def) ? ONE_OBJECT : "describe a row with `z.object({ ... })`, a key for each column"];
  }
  if ("_zod" in row) return ["a schema of another copy of zod", "import `z` from the `zod` that Sluice has: one copy in `node_modules`"];
  if ("_def" in row) return ["a schema of an older zod", 'import `z` from `"zod"`, version 4'];
  return ["an object of JavaScript", "put it into `z.object(...)`"];
}

function rowColumns(row: unknown, what: string, report: Report): readonly SourceColumn[] {
  if (row instanceof z.ZodObject) return columnsFromZod(row, report);
  const [found, instead] = rowFound(row);
  const reason = `\`row\` must be a \`z.object({ ... })\`, not ${found}`;
  report({ code: "invalid-declaration", parameters: { what, reason, ...(instead === undefined ? {} : { instead }) }, focus: "row" });
  return [];
}

interface Struct {
  readonly path: string;
  readonly fields: readonly StructField[];
}

/** Every struct in a type, the outer ones first. */
function structsIn(type: ColumnType, path: string): readonly Struct[] {
  switch (type.kind) {
    case "array":
      return structsIn(type.element, path);
    case "map":
      return structsIn(type.value, path);
    case "struct":
      return [{ path, fields: type.fields }, ...type.fields.flatMap((field) => structsIn(field.type, `${path}.${field.name}`))];
    default:
      return [];
  }
}

function landingPath(path: unknown, what: string, report: Report): string {
  const parts = typeof path === "string" ? path.split("/").filter((part) => part !== "") : [];
  const plain = parts.length > 0 && parts.every((part) => /^[A-Za-z0-9][A-Za-z0-9._=-]*$/.test(part));
  if (!plain || String(path).startsWith("/")) {
    const reason = '`path` must be a folder below the landing root, such as "customer/", of letters, digits, `.`, `_`, `=` and `-`';
    report({ code: "invalid-declaration", parameters: { what, reason }, focus: "path" });
  }
  return `${parts.join("/")}/`;
}

function keys(unique: unknown, what: string, report: Report): readonly (readonly unknown[])[] {
  if (unique === undefined) return [];
  const list = Array.isArray(unique) ? unique.map((key) => (Array.isArray(key) ? key : [key])) : undefined;
  if (list?.every((key) => key.length > 0)) return list;
  report({
    code: "invalid-declaration",
    parameters: { what, reason: "`unique` must be a list of columns, or of lists of columns" },
    focus: "unique",
  });
  return [];
}

function references(person: unknown, what: string, report: Report): readonly PersonReference[] {
  if (person === undefined) return [];
  return Object.entries(person as object).flatMap(([column, value]): PersonReference[] => {
    const isAmbiguous = value instanceof AmbiguousReference;
    const held = heldBy(isAmbiguous ? value.column : value);
    if (held?.table !== undefined && held.node.op === "column") {
      return [{ column, table: held.table, references: held.node.name, ambiguous: isAmbiguous }];
    }
    if (held?.typing.type.kind !== "unknown") {
      const reason = `\`person.${column}\` must be a column of a source or table, such as \`customers.columns.email\``;
      report({ code: "invalid-declaration", parameters: { what, reason }, focus: column });
    }
    return [];
  });
}

function quarantineOf(quarantine: unknown, what: string, report: Report): SourcePlan["quarantine"] {
  if (quarantine === undefined) return { atMost: DEFAULT_AT_MOST };
  const { atMost = DEFAULT_AT_MOST, atMostMB } = checkOptions(quarantine, ["atMost", "atMostMB"], "`quarantine`", report);
  const isShare = typeof atMost === "number" && atMost >= 0 && atMost <= 1;
  if (!isShare)
    report({
      code: "invalid-declaration",
      parameters: { what, reason: "`quarantine.atMost` must be a share from 0 to 1" },
      focus: "atMost",
    });
  const limit = wholeNumberFrom(1, atMostMB, "quarantine.atMostMB", "megabytes", what, report);
  return { atMost: isShare ? atMost : DEFAULT_AT_MOST, ...(limit === undefined ? {} : { atMostMB: limit }) };
}

function gzipOf(gzip: unknown, what: string, report: Report): Pick<SourcePlan, "gzip"> {
  if (gzip === undefined) return {};
  const { atMostTimes } = checkOptions(gzip, ["atMostTimes"], "`gzip`", report);
  const limit = wholeNumberFrom(1, atMostTimes, "gzip.atMostTimes", "times the size of a file", what, report);
  return limit === undefined ? {} : { gzip: { atMostTimes: limit } };
}

function wholeNumberFrom(least: number, value: unknown, option: string, of: string, what: string, report: Report): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isSafeInteger(value) && Number(value) >= least) return Number(value);
  const reason = `\`${option}\` must be a whole number of ${of}, from ${least} on`;
  report({ code: "invalid-declaration", parameters: { what, reason }, focus: option.split(".").at(-1) ?? option });
  return undefined;
}
