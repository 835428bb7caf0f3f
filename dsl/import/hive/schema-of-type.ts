import type { Span } from "../../diagnostics/diagnostic.ts";
import type { DeclaredField, DeclaredSchema } from "../declaration.ts";
import { isTimeByName, personalByName } from "../guesses.ts";
import { COLUMN_NAME_RULE, FIELD_NAME_RULE, isColumnName, isFieldName } from "../names.ts";
import type { HiveColumn } from "./hive-table.ts";
import type { HiveField, HiveType } from "./hive-type.ts";

/** Told of what cannot be declared. */
export type Unsupported = (what: string, site: Span, instead?: string) => void;

/** A column or field. The catalog says of none that it is always there, unless it is NOT NULL. */
export function fieldOf(
  field: HiveField & Partial<Pick<HiveColumn, "notNull">>,
  key: string,
  unsupported: Unsupported,
  path = "",
): DeclaredField {
  const words = `${path}${key}`;
  const isField = path !== "";
  if (!(isField ? isFieldName(key) : isColumnName(key)))
    unsupported(
      `${JSON.stringify(words)} cannot be the name of a ${isField ? "field" : "column"}`,
      field.site,
      isField ? FIELD_NAME_RULE : COLUMN_NAME_RULE,
    );
  const schema = schemaOfType(field.type, words, field.site, unsupported);
  const isTime = schema.kind === "int64" && isTimeByName(key);
  const personal = personalByName(key);
  const review = [
    ...(personal === undefined ? [] : ["personal by its name"]),
    ...(isTime ? ["epoch milliseconds by its name; `z.int()` is a plain number"] : []),
    ...(field.type.kind === "timestamp"
      ? ["a time without `Z` or an offset is a bad value; where the files have such times, use `z.string()`"]
      : []),
  ];
  const comment = field.comment?.trim();
  return {
    name: key,
    schema: isTime ? { kind: "epochMillis" } : schema,
    optional: field.notNull !== true,
    ...(comment === undefined || comment === "" ? {} : { description: comment }),
    ...(personal === undefined ? {} : { personal }),
    review,
  };
}

function schemaOfType(type: HiveType, path: string, site: Span, unsupported: Unsupported): DeclaredSchema {
  switch (type.kind) {
    case "text":
      return type.length === undefined ? { kind: "string" } : { kind: "string", maxLength: type.length };
    case "tinyint":
      return { kind: "int32", bounds: [-(2 ** 7), 2 ** 7 - 1] };
    case "smallint":
      return { kind: "int32", bounds: [-(2 ** 15), 2 ** 15 - 1] };
    case "int":
      return { kind: "int32" };
    case "bigint":
      return { kind: "int64" };
    case "timestamp":
    case "instant":
      return { kind: "timestamp" };
    case "boolean":
    case "float":
    case "double":
    case "date":
      return { kind: type.kind };
    case "decimal":
      return { kind: "decimal", precision: type.precision, scale: type.scale };
    case "array":
      return { kind: "array", element: schemaOfType(type.element, `${path}[]`, site, unsupported) };
    case "map":
      if (type.key.kind !== "text")
        unsupported(`the keys of the map \`${path}\` are not text`, site, "JSON has no other keys: use `map<string,...>`");
      return { kind: "record", value: schemaOfType(type.value, `${path}{}`, site, unsupported) };
    case "struct":
      checkCase(type.fields, path, unsupported);
      return { kind: "struct", fields: type.fields.map((field) => fieldOf(field, field.name, unsupported, `${path}.`)) };
    case "other":
      unsupported(`\`${path}\` has the type \`${type.words}\`, which Sluice lacks`, type.site, INSTEAD);
      return { kind: "string" };
  }
}

const INSTEAD =
  "write the type that the values have in the files: text, numbers, booleans, dates, timestamps, arrays, maps and structs of them";

/** The catalog, and the rule by which keys are read, know no case. */
export function checkCase(fields: readonly HiveField[], path: string, unsupported: Unsupported): void {
  const seen = new Set<string>();
  for (const { name, site } of fields) {
    if (seen.has(name.toLowerCase()))
      unsupported(`${path === "" ? "it" : `\`${path}\``} has \`${name}\` twice (case does not count)`, site);
    seen.add(name.toLowerCase());
  }
}
