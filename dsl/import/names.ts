/** As `source` and `zone(...).table` take them: they become folders, Python functions and Glue tables. */
export const isTableName = (name: string): boolean => /^[a-z][a-z0-9_]{0,126}$/.test(name);

export const TABLE_NAME_RULE = "a name has lower-case letters, digits and `_`, a letter first, at most 127 of them";

/** As Sluice takes columns, but for `__proto__`, which is no key like others in JavaScript. */
export const isColumnName = (name: string): boolean => /^[A-Za-z_@$][A-Za-z0-9_@$-]{0,126}$/.test(name) && name !== "__proto__";

export const COLUMN_NAME_RULE = "a name has letters, digits, `_`, `@`, `$` and `-`, no digit or `-` first, at most 127 of them";

/** As Athena takes the fields of a struct. */
export const isFieldName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]{0,126}$/.test(name) && name !== "__proto__";

export const FIELD_NAME_RULE = "the name of a field has letters, digits and `_`, no digit first, at most 127 of them";

/** One part of a source's `path`. */
export const isPathPart = (part: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._=-]*$/.test(part);

/** The words of a name: `customerName`, `customer_name` and `CUSTOMER-NAME` have two. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/** The name of a table for files of this name, as the landing tables of a lake are called: `customer_landing`. */
export function landingName(fileName: string): string {
  const words = wordsOf(fileName.replace(/(?:\.(?:jsonl?|gz))+$/i, "").replace(/(?:[-_.][0-9]+)+$/, ""));
  const name = words.join("_").slice(0, 110);
  const named = /^[a-z]/.test(name) ? name : `data${name === "" ? "" : `_${name}`}`;
  return named.endsWith("_landing") ? named : `${named}_landing`;
}
