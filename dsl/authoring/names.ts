import type { Report } from "../diagnostics/diagnostic.ts";

const TABLE_NAME = /^[a-z][a-z0-9_]{0,126}$/;
const COLUMN_NAME = /^[A-Za-z_@$][A-Za-z0-9_@$-]{0,126}$/;
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,126}$/;

/** Names of zones, sources, tables and consents: they become folders, Python functions and Glue tables. */
export function checkTableName(name: unknown, what: string, report: Report): string {
  if (typeof name === "string" && TABLE_NAME.test(name)) return name;
  report({
    code: "invalid-name",
    parameters: { what, name: String(name), expected: "use lower-case letters, digits and `_`, a letter first, at most 127 of them" },
  });
  return String(name);
}

/** Column names as JSON keys have them, as far as Athena, Spark and Iceberg can all say them. */
export function checkColumnName(name: string, report: Report): void {
  if (COLUMN_NAME.test(name)) return;
  report({
    code: "invalid-name",
    parameters: {
      what: "a column",
      name,
      expected: "use letters, digits, `_`, `@`, `$` and `-`, no digit or `-` first, at most 127 of them",
    },
    focus: name,
  });
}

/**
 * Names of struct fields: inside a complex type Athena takes letters, digits and `_` only
 * (https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html).
 */
export function checkFieldName(name: string, struct: string, report: Report): void {
  if (FIELD_NAME.test(name)) return;
  report({
    code: "invalid-name",
    parameters: {
      what: `a field of \`${struct}\``,
      name,
      expected: "use letters, digits and `_` inside an object, no digit first, at most 127 of them",
    },
    focus: name,
  });
}
