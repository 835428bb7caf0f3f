import type { Report } from "../diagnostics/diagnostic.ts";
import { propertyText } from "../diagnostics/key-text.ts";
import type { TableFormat } from "../operations/lake.ts";
import { type Column, type TypeKind, typeName } from "../schema/column-type.ts";
import { textsIn } from "./options.ts";

interface PartitionedTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly format: TableFormat;
}

/** Why a value of the kind makes no partition; undefined where it does. */
const OBSTACLES: { readonly [K in TypeKind]: ((column: string) => string) | undefined } = {
  string: undefined,
  boolean: undefined,
  int32: undefined,
  int64: undefined,
  date: undefined,
  unknown: undefined,
  timestamp: (column) =>
    `nearly every row would be a partition of its own: partition by its day, \`.derive((row) => ({ day: ${propertyText("row", column)}.toDate() }))\``,
  epochMillis: (column) =>
    `nearly every row would be a partition of its own: partition by its day, \`.derive((row) => ({ day: ${propertyText("row", column)}.toDate() }))\``,
  float: () => "fractions are not named exactly: derive a whole number or a text from it",
  double: () => "fractions are not named exactly: derive a whole number or a text from it",
  decimal: () => "fractions are not named exactly: derive a whole number or a text from it",
  array: () => "a value with parts has no name: derive a text from it",
  struct: () => "a value with parts has no name: derive a text from it",
  map: () => "a value with parts has no name: derive a text from it",
};

/** What the names of folders and Athena's partition projection can both say. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The columns of `partitionBy`, each with its mistakes reported. */
export function partitionColumns(value: unknown, table: PartitionedTable, report: Report): readonly string[] {
  const names = textsIn(value, "`partitionBy`", report, "partitionBy") ?? [];
  for (const [i, name] of names.entries()) {
    const column = table.columns.find((own) => own.name === name);
    if (column === undefined) {
      if (table.columns.length > 0)
        report({
          code: "unknown-column",
          parameters: { column: name, relation: table.name, existing: table.columns.map((own) => own.name) },
          focus: name,
        });
      continue;
    }
    const bad = names.indexOf(name) < i ? { reason: "stands there twice", help: "name it once" } : obstacle(column, table.format);
    if (bad !== undefined) report({ code: "invalid-partition", parameters: { table: table.name, column: name, ...bad }, focus: name });
  }
  if (table.columns.length > 0 && table.columns.every((column) => names.includes(column.name))) {
    const reason = "`partitionBy` names every column, so no data would be left in the files: leave one out";
    report({ code: "invalid-declaration", parameters: { what: `table \`${table.name}\``, reason }, focus: "partitionBy" });
  }
  return names;
}

function obstacle({ name, type, nullable }: Column, format: TableFormat): { readonly reason: string; readonly help: string } | undefined {
  const help = OBSTACLES[type.kind]?.(name);
  if (help !== undefined) return { reason: `is ${typeName(type)}`, help };
  if (format.kind === "iceberg") return undefined;
  if (nullable) {
    const instead = `drop the nulls, \`.filter((row) => ${propertyText("row", name)}.isNotNull())\`, replace them, or make it an \`iceberg()\` table`;
    return { reason: `may be null, which has no folder in a ${format.kind} table`, help: instead };
  }
  if (!PLAIN_NAME.test(name))
    return { reason: `has a name that no folder of a ${format.kind} table can have`, help: "rename it to letters, digits and `_`" };
  return undefined;
}

/** MiB; undefined when nothing, or nothing that can be, is said. */
export function targetFileMB(value: unknown, what: string, report: Report): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1024) return Number(value);
  const reason = "`targetFileMB` must be a whole number of MiB from 1 to 1024";
  report({ code: "invalid-declaration", parameters: { what, reason }, focus: "targetFileMB" });
  return undefined;
}
