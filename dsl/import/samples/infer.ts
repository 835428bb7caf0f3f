import type { DeclaredField, DeclaredSchema } from "../declaration.ts";
import { EPOCH_MILLIS_RANGE, isTimeByName, personalByName } from "../guesses.ts";
import { isColumnName, isFieldName } from "../names.ts";
import { type Member, merged, type Observation, type ValueKind } from "./observation.ts";

/** Told of rows that the inferred columns do not hold, or of keys that no column can have. */
export type Differs = (what: string) => void;

/** The columns, or the fields of a struct, of `rows` objects; a key that stands in only some of them is optional. */
export function fieldsOf(members: ReadonlyMap<string, Member>, rows: number, differs: Differs, path = ""): readonly DeclaredField[] {
  return [...members.values()].flatMap(({ value, spellings }) => {
    const [name = "", ...others] = [...spellings].sort(([, a], [, b]) => b - a).map(([spelling]) => spelling);
    if (!(path === "" ? isColumnName(name) : isFieldName(name))) {
      differs(`the key ${JSON.stringify(`${path}${name}`)} is left out: no ${path === "" ? "column" : "field"} can have that name`);
      return [];
    }
    const { schema, review, personal } = typeOf(value, name, `${path}${name}`, differs);
    const spelled = others.length === 0 ? [] : [`also written ${others.join(", ")}`];
    const kind = personal ?? personalByName(name);
    return [
      {
        name,
        schema,
        optional: value.present < rows,
        ...(kind === undefined ? {} : { personal: kind }),
        review: [...(kind === undefined ? [] : [`personal by its ${personal === undefined ? "name" : "values"}`]), ...review, ...spelled],
      },
    ];
  });
}

interface Inferred {
  readonly schema: DeclaredSchema;
  /** The kind of personal data that the values show. */
  readonly personal?: string;
  readonly review: readonly string[];
}

function typeOf(value: Observation, name: string, path: string, differs: Differs): Inferred {
  const kind = commonKind(value, path, differs);
  switch (kind) {
    case undefined:
      return { schema: { kind: "string" }, review: ["every value is null, so the type is not known"] };
    case "boolean":
      return { schema: { kind: "boolean" }, review: [] };
    case "fraction":
      return { schema: { kind: "double" }, review: [] };
    case "large":
      return value.digits <= 38
        ? { schema: { kind: "decimal", precision: 38, scale: 0 }, review: ["integers beyond 64 bits"] }
        : { schema: { kind: "double" }, review: ["integers of more than 38 digits lose some"] };
    case "integer":
      return integerType(value, name);
    case "string":
      return textType(value);
    case "array":
      return arrayType(value, name, path, differs);
    case "object":
      return objectType(value, name, path, differs);
  }
}

/** The kind of the most values; numbers of all kinds are one. What differs from it is said. */
function commonKind({ counts }: Observation, path: string, differs: Differs): ValueKind | undefined {
  const families = new Map<ValueKind, number>();
  for (const [kind, count] of counts) {
    const family = kind === "integer" || kind === "large" ? "fraction" : kind;
    families.set(family, (families.get(family) ?? 0) + count);
  }
  const [most, ...others] = [...families].sort(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  if (others.length > 0) {
    const rest = others.map(([kind, count]) => `${count} ${WORDS[kind]}`).join(" and ");
    differs(`\`${path}\` is ${WORDS[most[0]]} in ${most[1]} values and also ${rest}: the rows of these go to quarantine`);
  }
  if (most[0] !== "fraction" || counts.has("fraction")) return most[0];
  return counts.has("large") ? "large" : "integer";
}

const WORDS: { readonly [K in ValueKind]: string } = {
  string: "text",
  boolean: "boolean",
  integer: "a number",
  large: "a number",
  fraction: "a number",
  object: "an object",
  array: "an array",
};

/** Whole numbers are 64 bits wide: no sample shows that they stay small. */
function integerType({ least, most }: Observation, name: string): Inferred {
  const [first, last] = EPOCH_MILLIS_RANGE;
  if (least < first || most > last) return { schema: { kind: "int64" }, review: [] };
  return isTimeByName(name)
    ? { schema: { kind: "epochMillis" }, review: ["epoch milliseconds by its name and range"] }
    : { schema: { kind: "int64" }, review: ["by its range it may be `epochMillis()`"] };
}

function textType({ formats }: Observation): Inferred {
  if (formats.has("email")) return { schema: { kind: "email" }, personal: "email", review: [] };
  if (formats.has("date")) return { schema: { kind: "date" }, review: [] };
  if (formats.has("timestamp")) return { schema: { kind: "timestamp" }, review: [] };
  const personal = formats.has("phone") ? "phone" : formats.has("ip") ? "device" : undefined;
  return { schema: { kind: "string" }, review: [], ...(personal === undefined ? {} : { personal }) };
}

function arrayType({ element }: Observation, name: string, path: string, differs: Differs): Inferred {
  if (element === undefined || element.present + element.nulls === 0) {
    return {
      schema: { kind: "array", element: { kind: "string" } },
      review: ["every array is empty, so the type of its elements is not known"],
    };
  }
  if (element.nulls > 0) differs(`\`${path}\` has ${element.nulls} elements that are null: their rows go to quarantine`);
  const { schema, ...inferred } = typeOf(element, name, `${path}[]`, differs);
  return { schema: { kind: "array", element: schema }, ...inferred };
}

function objectType(value: Observation, name: string, path: string, differs: Differs): Inferred {
  const values = value.values ?? mapValues(value);
  if (values !== undefined) {
    if (values.nulls > 0) differs(`\`${path}\` has ${values.nulls} values that are null: their rows go to quarantine`);
    const { schema, review, ...inferred } = typeOf(values, name, `${path}{}`, differs);
    return { schema: { kind: "record", value: schema }, review: ["a map by its keys", ...review], ...inferred };
  }
  const fields = fieldsOf(value.members, value.counts.get("object") ?? 0, differs, `${path}.`);
  return fields.length === 0
    ? { schema: { kind: "record", value: { kind: "string" } }, review: ["every object is empty, so the type of its values is not known"] }
    : { schema: { kind: "struct", fields }, review: [] };
}

/** An object with as many keys, of which one has most not, is a map. */
const FEWEST_KEYS = 8;
const MOST_FILLED = 0.4;

/** The values of an object whose keys are data: none can be a field, or most objects lack most of them and all values have one kind. */
function mapValues({ members, counts }: Observation): Observation | undefined {
  if (members.size === 0) return undefined;
  const keys = [...members];
  const values = merged(keys.map(([, { value }]) => value));
  if (keys.every(([key]) => !isFieldName(key))) return values;
  const kinds = new Set([...values.counts.keys()].map((kind) => (kind === "integer" || kind === "large" ? "fraction" : kind)));
  const filled = (values.present + values.nulls) / ((counts.get("object") ?? 1) * keys.length);
  return keys.length >= FEWEST_KEYS && filled < MOST_FILLED && kinds.size === 1 ? values : undefined;
}
