import { z } from "zod";
import { insteadOf, schemaWords } from "./author-words.ts";
import { BOOLEAN, type ColumnType, DATE, DOUBLE, EPOCH_MILLIS, INT32, INT64, STRING, TIMESTAMP, UNKNOWN } from "./column-type.ts";
import { DECLARED_TYPES } from "./helpers.ts";
import { type Place, reportCheck, reportSchema } from "./place.ts";
import type { RowCheck } from "./row-check.ts";
import { type CheckDef, REPEATED, rowChecks } from "./row-checks.ts";
import { checksOf, type Schema } from "./unwrap.ts";

/** What a schema without its wrappers says. */
export interface Core {
  readonly type: ColumnType;
  readonly checks: readonly RowCheck[];
  /** `z.literal([..., null])`. */
  readonly nullable?: true;
  /** The kinds of personal data in the parts of an object, an array or a record. */
  readonly personal?: readonly string[];
}

export function refuse(schema: Schema, place: Place, instead: string | undefined = insteadOf(schema), found = schemaWords(schema)): Core {
  reportSchema(place, found, instead);
  return { type: UNKNOWN, checks: [] };
}

/** A format such as `z.email()` is a schema and its first check in one. */
const ownCheck = (schema: Schema): readonly CheckDef[] => ("check" in schema._zod.def ? [schema._zod.def as unknown as CheckDef] : []);

/** A value of the type, with the checks of the schema itself. */
export const typed = (type: ColumnType, schema: Schema, place: Place): Core => ({
  type,
  checks: rowChecks([...ownCheck(schema), ...checksOf(schema)], type, place),
});

export function scalar(schema: Schema, place: Place): Core {
  const { def } = schema._zod;
  switch (def.type) {
    case "string":
      return "format" in def && !("fn" in def)
        ? textFormat(schema, def as z.core.$ZodStringFormatDef, place)
        : typed(STRING, schema, place);
    case "number":
      return number(schema, place);
    case "bigint":
      return "format" in def && def.format === "int64" ? typed(INT64, schema, place) : refuse(schema, place);
    case "boolean":
      return typed(BOOLEAN, schema, place);
    case "date":
      return typed(TIMESTAMP, schema, place);
    case "enum":
      return oneOf(z.util.getEnumValues(def.entries), schema, place);
    case "literal":
      return oneOf(def.values, schema, place);
    default:
      return refuse(schema, place);
  }
}

/** `z.iso.date()` and `z.iso.datetime()` are types of their own; every other format is text. */
function textFormat(schema: Schema, def: z.core.$ZodStringFormatDef, place: Place): Core {
  const checked = (type: ColumnType): Core => ({ type, checks: rowChecks(checksOf(schema), type, place) });
  if (def.format === "date") return checked(DATE);
  if (def.format !== "datetime") return typed(STRING, schema, place);
  const { local, precision } = def as z.core.$ZodStringFormatDef & { readonly local: boolean; readonly precision: number | null };
  if (local)
    return refuse(schema, place, "a time without `Z` or an offset is no instant: use `z.string()`", "`z.iso.datetime({ local: true })`");
  if (precision === -1) return refuse(schema, place, "an instant has seconds: use `z.string()`", "`z.iso.datetime({ precision: -1 })`");
  if (precision !== null) reportCheck(place, `\`precision: ${precision}\``, "leave it out: the column keeps microseconds");
  return checked(TIMESTAMP);
}

/** The narrowest format decides, wherever it stands: `z.number().int()` is `z.int()`. */
const NUMBER_FORMATS: readonly (readonly [z.core.$ZodNumberFormats, ColumnType])[] = [
  ["int32", INT32],
  ["uint32", INT64],
  ["safeint", INT64],
  ["float32", { kind: "float" }],
];

function number(schema: Schema, place: Place): Core {
  const declared = DECLARED_TYPES.get(schema);
  if (declared === undefined) {
    const formats = [...ownCheck(schema), ...checksOf(schema)].flatMap((def) => (def.check === "number_format" ? [def.format] : []));
    return typed(NUMBER_FORMATS.find(([format]) => formats.includes(format))?.[1] ?? DOUBLE, schema, place);
  }
  const implied = impliedChecks(schema);
  const added = checksOf(schema).filter((def) => !implied.includes(def));
  if (declared.kind === "epochMillis") return { type: EPOCH_MILLIS, checks: rowChecks(added, EPOCH_MILLIS, place) };
  const { precision, scale } = declared;
  const exists =
    Number.isInteger(precision) && Number.isInteger(scale) && precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
  if (exists) return { type: { kind: "decimal", precision, scale }, checks: rowChecks(added, declared, place) };
  const expected = "a decimal: 1 to 38 digits in all, and no more after the point than in all";
  place.report({ code: "invalid-value", parameters: { value: `decimal(${precision}, ${scale})`, expected }, focus: place.column });
  return { type: UNKNOWN, checks: [] };
}

/** The checks that `decimal` itself made: the column type says what they say. */
function impliedChecks(schema: z.core.$ZodType): readonly CheckDef[] {
  const { parent } = schema._zod;
  return DECLARED_TYPES.has(schema) || parent === undefined ? checksOf(schema as Schema) : impliedChecks(parent);
}

/** An enum or a literal: all texts, or all finite numbers, null beside them. */
function oneOf(values: readonly z.core.util.Literal[], schema: Schema, place: Place): Core {
  const known = values.filter((value) => value !== null && value !== undefined);
  const type = known.every((value) => typeof value === "string")
    ? STRING
    : known.every(Number.isSafeInteger)
      ? INT64
      : known.every(Number.isFinite)
        ? DOUBLE
        : undefined;
  if (type === undefined || known.length === 0)
    return refuse(schema, place, "the values of a column are all texts or all numbers: use `z.enum([...])`, or `z.boolean()`");
  if (known.some((value) => typeof value === "string" && !value.isWellFormed()))
    return refuse(schema, place, "a value holds half of a surrogate pair, which is no character: no landing line can have it");
  const { checks } = typed(type, schema, place);
  if (place.repeated) reportCheck(place, schemaWords(schema), REPEATED);
  const allowed: readonly RowCheck[] = place.repeated ? [] : [{ path: place.path, rule: "oneOf", values: known as (string | number)[] }];
  return { type, checks: [...allowed, ...checks], ...(known.length < values.length ? { nullable: true } : {}) };
}
