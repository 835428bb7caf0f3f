import type { z } from "zod";
import { type StructField, UNKNOWN } from "./column-type.ts";
import { elementOf, fieldOf, type Place, reportCheck, reportSchema } from "./place.ts";
import type { RowCheck } from "./row-check.ts";
import { rowChecks } from "./row-checks.ts";
import { type Core, refuse, scalar, typed } from "./scalars.ts";
import { type Schema, unwrap } from "./unwrap.ts";

/** What a schema says of a value. */
export interface Described extends StructField {
  /** The kind of the whole value, else the kinds of its parts. */
  readonly personal: readonly string[];
  readonly checks: readonly RowCheck[];
}

/** Describes a value; what has no type or no row check is reported at its place. */
export function describeSchema(name: string, schema: unknown, place: Place): Described {
  if (!isZod4(schema)) {
    reportSchema(
      place,
      "not a schema of zod 4",
      'import `z` from "zod"; if the schema comes from another file, check that the file exports it',
    );
    return { name, type: UNKNOWN, nullable: true, personal: [], checks: [] };
  }
  const { core, nullable, description, personal, checks } = unwrap(schema, place);
  const value = describeCore(core, place);
  return {
    name,
    type: value.type,
    nullable: nullable || value.nullable === true,
    ...(description === undefined ? {} : { description }),
    personal: personal === undefined ? (value.personal ?? []) : [personal],
    checks: [...value.checks, ...rowChecks(checks, value.type, place)],
  };
}

const isZod4 = (schema: unknown): schema is Schema => typeof schema === "object" && schema !== null && "_zod" in schema;

function describeCore(schema: Schema, place: Place): Core {
  const { def } = schema._zod;
  if ("coerce" in def && def.coerce === true)
    return refuse(schema, place, "a value is read as the type that it has in the file: use that, and `.cast(...)` in `.derive(...)`");
  switch (def.type) {
    case "array": {
      const { type, personal } = describeElement(def.element, place);
      return { ...typed({ kind: "array", element: type }, schema, place), personal };
    }
    case "record": {
      if (!isPlainText(def.keyType as Schema))
        return refuse(schema, place, "the keys of a map are any text: use `z.record(z.string(), ...)`, or `z.object(...)` for known keys");
      const { type, personal } = describeElement(def.valueType, place);
      return { ...typed({ kind: "map", value: type }, schema, place), personal };
    }
    case "object":
      return describeObject(schema, def, place);
    default:
      return scalar(schema, place);
  }
}

const isPlainText = ({ _zod: { def } }: Schema): boolean =>
  def.type === "string" && def.checks === undefined && !("format" in def) && def.coerce !== true;

/** An element of an array or a value of a map, which is never null. */
function describeElement(schema: z.core.SomeType, place: Place): Described {
  const element = elementOf(place);
  const described = describeSchema("", schema, element);
  if (described.nullable && described.type.kind !== "unknown") {
    reportSchema(
      element,
      "optional or nullable inside an array or a map",
      "an element is never null here: take `.optional()` or `.nullable()` away from it",
    );
  }
  return described;
}

const DEEPEST = 100;

function describeObject(schema: Schema, def: z.core.$ZodObjectDef, place: Place): Core {
  if (place.enclosing.includes(schema) || place.enclosing.length > DEEPEST) {
    return refuse(
      schema,
      place,
      "a column type has a fixed depth: write the levels out, or leave the column out",
      place.enclosing.includes(schema) ? "an object that contains itself" : `an object inside ${place.enclosing.length} others`,
    );
  }
  const names = Object.keys(def.shape);
  if (names.length === 0)
    return refuse(schema, place, "give it the fields that you need, or use `z.record(z.string(), ...)`", "an object without fields");
  reportUnknownKeys(def, place);
  reportSameNames(names, place);
  const parts = names.map((name) => describeSchema(name, def.shape[name], fieldOf(place, name, schema)));
  const fields = parts.map(({ personal: _, checks: __, ...field }): StructField => field);
  const { type, checks } = typed({ kind: "struct", fields }, schema, place);
  return { type, checks: [...parts.flatMap((part) => part.checks), ...checks], personal: parts.flatMap((part) => part.personal) };
}

/** A key that no column or field is named after is ignored, and counted: a schema that refuses or checks it would be lost. */
export function reportUnknownKeys({ catchall }: z.core.$ZodObjectDef, place: Place): void {
  const rule = catchall?._zod.def.type;
  if (rule === undefined || rule === "unknown" || rule === "any") return;
  const found = rule === "never" ? "`z.strictObject(...)` or `.strict()`" : "`.catchall(...)`";
  reportCheck(place, found, "keys that are not declared are ignored and counted: say so with `.strip()`");
}

/** Keys of a file match names without regard to case. */
function reportSameNames(names: readonly string[], place: Place): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const first = seen.get(name.toLowerCase());
    if (first === undefined) seen.set(name.toLowerCase(), name);
    else
      place.report({
        code: "columns-differ-by-case",
        parameters: { first, second: name, table: `\`${place.words}\``, of: "struct" },
        focus: place.column,
      });
  }
}
