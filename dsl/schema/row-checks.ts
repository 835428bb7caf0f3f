import { z } from "zod";
import { checkWords } from "./author-words.ts";
import { type ColumnType, isFloating, isNumber } from "./column-type.ts";
import { type Place, reportCheck } from "./place.ts";
import type { RowCheck } from "./row-check.ts";
import { textCheck } from "./text-checks.ts";

export type CheckDef = z.core.$ZodChecks["_zod"]["def"];

/** What a check of zod becomes: row checks, or why it cannot be one and what to do. */
type Meaning = readonly RowCheck[] | { readonly obstacle?: string | undefined; readonly instead?: string | undefined };

/** The row checks that the checks of a value of this type mean, in order; the others are reported. */
export function rowChecks(defs: readonly CheckDef[], type: ColumnType, place: Place): readonly RowCheck[] {
  if (type.kind === "unknown") return [];
  return defs.flatMap((def) => {
    const meaning = place.repeated ? anywhere(def) : meaningOf(def, type, place.path);
    if (isRowChecks(meaning)) return meaning;
    const { obstacle, instead } = meaning;
    reportCheck(place, obstacle === undefined ? checkWords(def) : `${checkWords(def)}, which has ${obstacle},`, instead);
    return [];
  });
}

const isRowChecks = (meaning: Meaning): meaning is readonly RowCheck[] => Array.isArray(meaning);

const inert = (def: CheckDef): boolean => INERT.has(def.check);
/** Descriptions, and formats of numbers, which are in the column type. */
const INERT: ReadonlySet<string> = new Set(["describe", "meta", "number_format", "bigint_format"]);

export const REPEATED =
  "the elements of an array and the values of a map cannot be checked one by one: use the plain type, such as `z.string()`";

const anywhere = (def: CheckDef): Meaning => (inert(def) && !isUint32(def) ? [] : { instead: REPEATED });

const isUint32 = (def: CheckDef): boolean => def.check === "number_format" && def.format === "uint32";

/** zod gives checks of length a `when` of its own; any other comes from the author. */
const USUAL_WHEN = z.minLength(1)._zod.def.when;

function meaningOf(def: CheckDef, type: ColumnType, path: readonly string[]): Meaning {
  if (isUint32(def)) return [bound("min", 0, true, path), bound("max", 4294967295, true, path)];
  if (inert(def)) return [];
  if (def.when !== undefined && def.when !== USUAL_WHEN) return { obstacle: "a `when`" };
  switch (def.check) {
    case "greater_than":
    case "less_than": {
      const value = numberOf(def.value);
      if (!isOrderedNumber(type) || value === undefined) return {};
      return [bound(def.check === "greater_than" ? "min" : "max", value, def.inclusive, path)];
    }
    case "multiple_of":
      return multipleOf(numberOf(def.value), type, path);
    case "min_length":
      return length([["minLength", def.minimum]], type, path);
    case "max_length":
      return length([["maxLength", def.maximum]], type, path);
    case "length_equals":
      return length(
        [
          ["minLength", def.length],
          ["maxLength", def.length],
        ],
        type,
        path,
      );
    case "string_format": {
      if (type.kind !== "string") return {};
      const found = textCheck(def);
      if (!("pattern" in found)) return found;
      const { name, pattern, maxLength } = found;
      const matches: RowCheck = { path, rule: "pattern", name, pattern };
      return maxLength === undefined ? [matches] : [matches, { path, rule: "maxLength", value: maxLength }];
    }
    case "overwrite":
      return { instead: "it changes the value: leave it out, and use `.trim()` or `.lower()` in `.derive(...)`" };
    default:
      return { instead: "a function cannot run in the lake: use `.min`, `.max`, `.regex` and the like, or filter the rows" };
  }
}

const bound = (rule: "min" | "max", value: number, inclusive: boolean, path: readonly string[]): RowCheck => ({
  path,
  rule,
  value,
  exclusive: !inclusive,
});

const isOrderedNumber = (type: ColumnType): boolean => isNumber(type) || type.kind === "epochMillis";

/** The bound as a JavaScript number; undefined where none is exactly it. */
function numberOf(value: number | bigint | Date): number | undefined {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function multipleOf(step: number | undefined, type: ColumnType, path: readonly string[]): Meaning {
  if (!isOrderedNumber(type) || step === undefined || step === 0) return {};
  const inexact = isFloating(type) && !Number.isInteger(step);
  return inexact
    ? { instead: "a double has no exact fractions: use `decimal(precision, scale)`" }
    : [{ path, rule: "multipleOf", value: Math.abs(step) }];
}

function length(limits: readonly (readonly ["minLength" | "maxLength", number])[], type: ColumnType, path: readonly string[]): Meaning {
  const hasLength = type.kind === "string" || type.kind === "array";
  return hasLength && limits.every(([, value]) => Number.isFinite(value)) ? limits.map(([rule, value]) => ({ path, rule, value })) : {};
}
