import { type ColumnType, type StructField, typeName } from "../../../schema/column-type.ts";
import { elementsAt, membersAt, stringBetween } from "./json-text.ts";
import { foldKey } from "./keys.ts";

/**
 * A value as it was read: a text, boolean or number; an int64, epochMillis or decimal (without its point) as a bigint, a
 * date in days and a timestamp in microseconds since 1970; arrays, structs by field name, maps; NULL is null.
 */
export type Value = string | boolean | number | bigint | null | readonly Value[] | ReadonlyMap<string, Value>;

/** A value that its column cannot hold. */
export class BadValue {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Reads the JSON value between two offsets, or an absent one, of a text that is JSON. */
export type Reader = (text: string, start: number | undefined, end: number) => Value | BadValue;

/** Reads the value at the offsets, which is not null; undefined says that it does not fit. */
type Conversion = (text: string, start: number, end: number) => Value | BadValue | undefined;

/** The reader of a column or a field; `path` leads from the column to it. */
export function readerOf(path: readonly string[], { type, nullable }: Pick<StructField, "type" | "nullable">): Reader {
  const name = path.join(".");
  const missing = new BadValue(`${name} is missing`);
  const misfit = new BadValue(`${name} is not ${typeName(type)}`);
  const convert = conversionOf(path, type);
  return (text, start, end) => {
    if (start === undefined || text[start] === "n") return nullable ? null : missing;
    return convert(text, start, end) ?? misfit;
  };
}

function conversionOf(path: readonly string[], type: ColumnType): Conversion {
  switch (type.kind) {
    case "struct":
      return structConversion(type.fields.map((field) => [field.name, foldKey(field.name), readerOf([...path, field.name], field)]));
    case "array":
      return arrayConversion(conversionOf(path, type.element));
    case "map":
      return mapConversion(conversionOf(path, type.value));
    case "decimal":
      return (text, start, end) => numberAt(text, start, end, (literal) => toDecimal(literal, type.precision, type.scale));
    case "unknown":
      throw new Error("a checked plan has no unknown type");
    default:
      return SCALARS[type.kind];
  }
}

/** The first of repeated keys counts. */
function structConversion(fields: readonly (readonly [string, string, Reader])[]): Conversion {
  return (text, start) => {
    if (text[start] !== "{") return undefined;
    const members = membersAt(text, start);
    const places = new Map<string, number>();
    members.keys.forEach((key, i) => {
      const folded = foldKey(key);
      if (!places.has(folded)) places.set(folded, i);
    });
    const struct = new Map<string, Value>();
    for (const [name, folded, read] of fields) {
      const place = places.get(folded) ?? -1;
      const value = read(text, members.starts[place], members.ends[place] ?? 0);
      if (value instanceof BadValue) return value;
      struct.set(name, value);
    }
    return struct;
  };
}

/** A member that is null or does not fit makes the whole array or map not fit. */
function member(convert: Conversion, text: string, start: number, end: number): Value | undefined {
  const value = text[start] === "n" ? undefined : convert(text, start, end);
  return value instanceof BadValue ? undefined : value;
}

function arrayConversion(element: Conversion): Conversion {
  return (text, start) => {
    if (text[start] !== "[") return undefined;
    const { starts, ends } = elementsAt(text, start);
    const values: Value[] = [];
    for (const [i, from] of starts.entries()) {
      const value = member(element, text, from, ends[i] ?? 0);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  };
}

/** Keys count with their case, and of equal ones the first. */
function mapConversion(convert: Conversion): Conversion {
  return (text, start) => {
    if (text[start] !== "{") return undefined;
    const { keys, starts, ends } = membersAt(text, start);
    const map = new Map<string, Value>();
    for (const [i, key] of keys.entries()) {
      if (map.has(key)) continue;
      const value = member(convert, text, starts[i] ?? 0, ends[i] ?? 0);
      if (value === undefined) return undefined;
      map.set(key, value);
    }
    return map;
  };
}

const SCALARS: { readonly [K in Exclude<ColumnType["kind"], "struct" | "array" | "map" | "decimal" | "unknown">]: Conversion } = {
  string: (text, start, end) => stringAt(text, start, end, (value) => value),
  boolean: (text, start) => (text[start] === "t" ? true : text[start] === "f" ? false : undefined),
  int32: (text, start, end) => {
    const value = numberAt(text, start, end, toInteger);
    return value !== undefined && BigInt.asIntN(32, value) === value ? Number(value) : undefined;
  },
  int64: (text, start, end) => numberAt(text, start, end, toInteger),
  epochMillis: (text, start, end) => numberAt(text, start, end, toInteger),
  float: (text, start, end) => {
    const value = numberAt(text, start, end, toDouble);
    return value !== undefined && Number.isFinite(Math.fround(value)) ? value : undefined;
  },
  double: (text, start, end) => numberAt(text, start, end, toDouble),
  date: (text, start, end) => stringAt(text, start, end, toDate),
  timestamp: (text, start, end) => stringAt(text, start, end, toTimestamp),
};

const stringAt = <T>(text: string, start: number, end: number, convert: (value: string) => T | undefined): T | undefined =>
  text[start] === '"' ? convert(stringBetween(text, start, end)) : undefined;

const numberAt = <T>(text: string, start: number, end: number, convert: (literal: string) => T | undefined): T | undefined =>
  /[-0-9]/.test(text[start] ?? "") ? convert(text.slice(start, end)) : undefined;

/** Digits of the longest number of 64 bits. */
const INT64_DIGITS = 19;

/** A whole number may be written with a fraction or an exponent: 1.0 and 1e3 are whole. */
function toInteger(literal: string): bigint | undefined {
  const value = toDecimal(literal, INT64_DIGITS, 0);
  return value !== undefined && BigInt.asIntN(64, value) === value ? value : undefined;
}

function toDouble(literal: string): number | undefined {
  const value = Number(literal);
  return Number.isFinite(value) ? value : undefined;
}

/** The number without its point, when the literal is exactly a decimal(precision, scale). */
function toDecimal(literal: string, precision: number, scale: number): bigint | undefined {
  const [, sign, whole = "", fraction = "", exponent = "0"] = /^(-?)([0-9]+)(?:[.]([0-9]+))?(?:[eE]([-+]?[0-9]+))?$/.exec(literal) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return 0n;
  const significant = digits.slice(0, zerosStart(digits));
  const shift = Number(exponent) - fraction.length + (digits.length - significant.length) + scale;
  if (shift < 0 || significant.length + shift > precision) return undefined;
  const unscaled = BigInt(significant) * 10n ** BigInt(shift);
  return sign === "-" ? -unscaled : unscaled;
}

/** Where the zeros at the end begin. */
function zerosStart(digits: string): number {
  let at = digits.length;
  while (digits[at - 1] === "0") at -= 1;
  return at;
}

const MILLIS_A_DAY = 86_400_000;
const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const INSTANT =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:[.]([0-9]{1,9}))?(?:Z|([-+])(0[0-9]|1[0-4]):([0-5][0-9]))$/;

/** Days since 1970 of a day that the calendar has, in the years 1 to 9999. */
function toDate(text: string): number | undefined {
  const match = DAY.exec(text);
  if (match === null || match[1] === "0000") return undefined;
  const millis = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(millis) || !new Date(millis).toISOString().startsWith(text) ? undefined : millis / MILLIS_A_DAY;
}

const FIRST_MICRO = -62_135_596_800_000_000n;
const LAST_MICRO = 253_402_300_799_999_999n;

/** Microseconds since 1970; digits behind them are cut off. */
function toTimestamp(text: string): bigint | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, day = "", hours, minutes, seconds, fraction = "", sign, offsetHours, offsetMinutes] = match;
  const days = toDate(day);
  if (days === undefined) return undefined;
  const offset = 60 * Number(offsetHours ?? 0) + Number(offsetMinutes ?? 0);
  const minute = 60 * Number(hours) + Number(minutes) - (sign === "-" ? -offset : offset);
  const second = 86_400 * days + 60 * minute + Number(seconds);
  const micros = 1_000_000n * BigInt(second) + BigInt(fraction.padEnd(6, "0").slice(0, 6));
  return micros < FIRST_MICRO || micros > LAST_MICRO ? undefined : micros;
}
