import type { z } from "zod";

type TypeName = z.core.$ZodTypeDef["type"];

/** A schema as its author wrote it, near enough to find it: `z.union(...)`. */
export function schemaWords({ _zod: { def } }: z.core.$ZodType): string {
  if ("coerce" in def && def.coerce === true) return `\`z.coerce.${def.type}()\``;
  const words = WORDS[def.type];
  return typeof words === "string" ? words : words(def as never);
}

const WORDS: { readonly [K in TypeName]: string | ((def: never) => string) } = {
  any: "`z.any()`",
  array: "`z.array(...)`",
  bigint: (def: z.core.$ZodBigIntDef) => ("format" in def ? `\`z.${def.format}()\`` : "`z.bigint()`"),
  boolean: "`z.boolean()`",
  catch: "changed by `.catch(...)`",
  custom: "`z.custom(...)` or `z.instanceof(...)`",
  date: "`z.date()`",
  default: "changed by `.default(...)`",
  enum: "`z.enum(...)`",
  file: "`z.file()`",
  function: "`z.function(...)`",
  int: "`z.int()`",
  intersection: "`z.intersection(...)`",
  lazy: "`z.lazy(...)` or `z.json()`",
  literal: (def: z.core.$ZodLiteralDef<z.core.util.Literal>) =>
    `\`z.literal(${def.values.length === 1 ? literal(def.values[0]) : `[${def.values.map(literal).join(", ")}]`})\``,
  map: "`z.map(...)`",
  nan: "`z.nan()`",
  never: "`z.never()`",
  nonoptional: "`.nonoptional()`",
  null: "`z.null()`",
  nullable: "`.nullable()`",
  number: "`z.number()`",
  object: "`z.object(...)`",
  optional: "`.optional()`",
  pipe: (def: z.core.$ZodPipeDef) => pipeWords(def),
  prefault: "changed by `.prefault(...)`",
  promise: "`z.promise(...)`",
  readonly: "`.readonly()`",
  record: (def: z.core.$ZodRecordDef) => `\`z.record(${schemaWords(def.keyType).replaceAll("`", "")}, ...)\``,
  set: "`z.set(...)`",
  string: (def: z.core.$ZodStringDef) =>
    "format" in def
      ? formatWords(def as z.core.$ZodStringFormatDef)
      : def.checks === undefined
        ? "`z.string()`"
        : "`z.string()` with checks",
  success: "`z.success(...)`",
  symbol: "`z.symbol()`",
  template_literal: "`z.templateLiteral(...)`",
  transform: "`z.transform(...)`",
  tuple: "`z.tuple(...)`",
  undefined: "`z.undefined()`",
  union: (def: z.core.$ZodUnionDef) =>
    "discriminator" in def ? "`z.discriminatedUnion(...)`" : def.inclusive === false ? "`z.xor(...)`" : "`z.union(...)`",
  unknown: "`z.unknown()`",
  void: "`z.void()`",
};

function pipeWords(def: z.core.$ZodPipeDef): string {
  if (def.transform !== undefined) return "`z.codec(...)` or `z.stringbool()`";
  const isTransform = (side: z.core.SomeType): boolean => side._zod.def.type === "transform";
  return isTransform(def.in) ? "`z.preprocess(...)`" : isTransform(def.out) ? "changed by `.transform(...)`" : "`.pipe(...)`";
}

const literal = (value: z.core.util.Literal | undefined): string =>
  typeof value === "string" ? JSON.stringify(value) : typeof value === "bigint" ? `${value}n` : String(value);

/** A row of one of several kinds, told apart by a field. */
export const ONE_OBJECT =
  "write one `z.object({ ... })`: the kind as `z.enum([...])`, and `.optional()` for the fields that only some kinds have";

/** The way out for a schema that has no column type, where the general advice does not help. */
export const insteadOf = ({ _zod: { def } }: z.core.$ZodType): string | undefined =>
  isDiscriminated(def) ? ONE_OBJECT : INSTEAD[def.type];

export const isDiscriminated = (def: z.core.$ZodTypeDef): boolean => def.type === "union" && "discriminator" in def;

const INSTEAD: { readonly [K in TypeName]?: string } = {
  bigint: "use `z.int64()` for 64-bit integers, `decimal(20, 0)` for larger ones",
  catch: "a row that fails its checks goes to quarantine; to replace NULL, use `row.column.coalesce(...)` in `.derive(...)`",
  custom: "use the zod type that the value has in the file, and filter the rows",
  default: "use `.optional()`, and `row.column.coalesce(...)` in `.derive(...)`",
  intersection: "write one `z.object(...)`, or `left.extend(right.shape)`",
  lazy: "a column type has a fixed depth: write the levels out, or leave the column out",
  map: "a JSON file has objects: use `z.record(z.string(), ...)`",
  pipe: "use the type that the value has in the file, and change it in `.derive(...)`",
  prefault: "use `.optional()`, and `row.column.coalesce(...)` in `.derive(...)`",
  set: "a JSON file has arrays: use `z.array(...)`",
  template_literal: "use `z.string().regex(...)`",
  transform: "use the type that the value has in the file, and change it in `.derive(...)`",
  tuple: "use `z.object(...)`, or `z.array(...)` when all elements have one type",
  union: "a column has one type: use `z.enum([...])` for several texts, or one optional column for each type",
};

type CheckDef = z.core.$ZodCheckDef | z.core.$ZodChecks["_zod"]["def"];

/** A check as its author wrote it: `.min(3)`, `.regex(/x/)`, `z.email()`. */
export function checkWords(check: CheckDef): string {
  const def = check as z.core.$ZodChecks["_zod"]["def"];
  switch (def.check) {
    case "greater_than":
      return `\`.${def.inclusive ? "min" : "gt"}(${bound(def.value)})\``;
    case "less_than":
      return `\`.${def.inclusive ? "max" : "lt"}(${bound(def.value)})\``;
    case "multiple_of":
      return `\`.multipleOf(${bound(def.value)})\``;
    case "min_length":
      return `\`.min(${def.minimum})\``;
    case "max_length":
      return `\`.max(${def.maximum})\``;
    case "length_equals":
      return `\`.length(${def.length})\``;
    case "number_format":
    case "bigint_format":
      return `\`z.${def.format === "safeint" ? "int" : def.format}()\``;
    case "string_format":
      return formatWords(def);
    case "overwrite":
      return "`.overwrite(...)` (`.trim()`, `.toLowerCase()` and the like)";
    case "property":
      return `\`z.property(${JSON.stringify(def.property)}, ...)\``;
    default:
      return (check as z.core.$ZodCustomDef).fn === undefined ? "`.superRefine(...)` or `.check(...)`" : "`.refine(...)`";
  }
}

const bound = (value: number | bigint | Date): string =>
  typeof value === "bigint" ? `${value}n` : value instanceof Date ? `new Date("${value.toJSON()}")` : String(value);

const SPECIAL_FORMATS: Readonly<Record<string, string>> = {
  credit_card: "z.creditCard()",
  currency_code: "z.currencyCode()",
  date: "z.iso.date()",
  datetime: "z.iso.datetime()",
  duration: "z.iso.duration()",
  ends_with: ".endsWith(...)",
  includes: ".includes(...)",
  lowercase: ".lowercase()",
  starts_with: ".startsWith(...)",
  time: "z.iso.time()",
  uppercase: ".uppercase()",
};

function formatWords(def: z.core.$ZodCheckStringFormatDef): string {
  if (def.format === "regex") return `\`.regex(${def.pattern})\``;
  const usual = SPECIAL_FORMATS[def.format];
  if (usual !== undefined) return `\`${usual}\``;
  return "fn" in def && def.pattern === undefined ? `\`z.stringFormat(${JSON.stringify(def.format)}, ...)\`` : `\`z.${def.format}()\``;
}
