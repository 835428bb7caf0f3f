import type { Span } from "../../diagnostics/diagnostic.ts";
import type { DeclaredField, DeclaredSchema } from "../declaration.ts";
import { EPOCH_MILLIS_RANGE, isTimeByName, personalByName } from "../guesses.ts";
import { isColumnName, isFieldName } from "../names.ts";
import { type Member, merged, type Observation, type ValueKind } from "./observation.ts";

/** Told of rows that the inferred columns do not hold, or of keys that no column can have. */
export type Differs = (what: string, site: Span | undefined) => void;

/** Structs that may stand in each other, as in `describeSchema`. */
const DEEPEST = 100;

/** The columns, or the fields of a struct, of `rows` objects; a key that stands in only some of them is optional. */
export function fieldsOf(members: ReadonlyMap<string, Member>, rows: number, differs: Differs, path = ""): readonly DeclaredField[] {
  return [...members.values()].flatMap(({ value, spellings }) => {
    const [name = "", ...others] = [...spellings].sort(([, a], [, b]) => b - a).map(([spelling]) => spelling);
    if (!(path === "" ? isColumnName(name) : isFieldName(name))) {
      const what = `the key ${JSON.stringify(`${path}${name}`)} is left out: no ${path === "" ? "column" : "field"} can have that name`;
      differs(what, firstOf(value));
      return [];
    }
    if (path.split(".").length > DEEPEST && holdsObjects(value)) {
      differs(`\`${name}\` is left out, because more than ${DEEPEST} objects stand in each other there`, firstOf(value));
      return [];
    }
    const inferred = typeOf(value, name, `${path}${name}`, differs);
    if (inferred === undefined) return [];
    const { schema, review, personal } = inferred;
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

/** `undefined` when all that is in the value was left out. */
function typeOf(value: Observation, name: string, path: string, differs: Differs): Inferred | undefined {
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
function commonKind({ counts, firsts }: Observation, path: string, differs: Differs): ValueKind | undefined {
  const families = new Map<ValueKind, number>();
  for (const [kind, count] of counts) families.set(familyOf(kind), (families.get(familyOf(kind)) ?? 0) + count);
  const [most, ...others] = [...families].sort(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  if (others.length > 0) {
    const rest = others.map(([kind, count]) => `${count} ${WORDS[kind]}`).join(" and ");
    const what = `\`${path}\` is ${WORDS[most[0]]} in ${most[1]} value${most[1] === 1 ? "" : "s"} and also ${rest}: the rows of these go to quarantine`;
    const isOther = (kind: ValueKind | "null"): boolean => kind !== "null" && familyOf(kind) !== most[0];
    differs(what, [...firsts].find(([kind]) => isOther(kind))?.[1]);
  }
  if (most[0] !== "fraction" || counts.has("fraction")) return most[0];
  return counts.has("large") ? "large" : "integer";
}

const familyOf = (kind: ValueKind): ValueKind => (kind === "integer" || kind === "large" ? "fraction" : kind);

const firstOf = ({ firsts }: Observation): Span | undefined => [...firsts.values()][0];

const holdsObjects = ({ counts, element, values }: Observation): boolean =>
  counts.has("object") || [element, values].some((part) => part !== undefined && holdsObjects(part));

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

function arrayType({ element }: Observation, name: string, path: string, differs: Differs): Inferred | undefined {
  if (element === undefined || element.present + element.nulls === 0) {
    return {
      schema: { kind: "array", element: { kind: "string" } },
      review: ["every array is empty, so the type of its elements is not known"],
    };
  }
  sayNulls(element, path, "element", differs);
  const inferred = typeOf(element, name, `${path}[]`, differs);
  return inferred && { ...inferred, schema: { kind: "array", element: inferred.schema } };
}

function sayNulls({ nulls, firsts }: Observation, path: string, part: string, differs: Differs): void {
  if (nulls === 0) return;
  const which = nulls === 1 ? `1 ${part} that is null: its row goes` : `${nulls} ${part}s that are null: their rows go`;
  differs(`\`${path}\` has ${which} to quarantine`, firsts.get("null"));
}

function objectType(value: Observation, name: string, path: string, differs: Differs): Inferred | undefined {
  const values = value.values ?? mapValues(value);
  if (values !== undefined) {
    sayNulls(values, path, "value", differs);
    const inferred = typeOf(values, name, `${path}{}`, differs);
    return (
      inferred && { ...inferred, schema: { kind: "record", value: inferred.schema }, review: ["a map by its keys", ...inferred.review] }
    );
  }
  const fields = fieldsOf(value.members, value.counts.get("object") ?? 0, differs, `${path}.`);
  if (fields.length > 0) return { schema: { kind: "struct", fields }, review: [] };
  if (value.members.size > 0) return undefined;
  return {
    schema: { kind: "record", value: { kind: "string" } },
    review: ["every object is empty, so the type of its values is not known"],
  };
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
  const kinds = new Set([...values.counts.keys()].map(familyOf));
  const filled = (values.present + values.nulls) / ((counts.get("object") ?? 1) * keys.length);
  return keys.length >= FEWEST_KEYS && filled < MOST_FILLED && kinds.size === 1 ? values : undefined;
}
