import type { LiteralExpression } from "../../expressions/expression.ts";
import type { ColumnType } from "../../schema/column-type.ts";

/**
 * What a value is compared within: terms of one domain compare by value, without conversion. In an exact domain `=` means that no
 * function can tell the two values apart; floats are ordered but not exact (0.0 = -0.0).
 */
export interface Domain {
  readonly name: string;
  readonly exact: boolean;
  readonly ordered: boolean;
}

/** The value of a constant in a form that is unique within its domain. */
export type ConstantValue = bigint | string | number | boolean;

const scalar = (name: string): Domain => ({ name, exact: true, ordered: true });

export const INTEGER = scalar("integer");
export const TEXT = scalar("text");
export const TRUTH = scalar("boolean");
const DATE = scalar("date");
const INSTANT = scalar("timestamp");
const MILLIS = scalar("epochMillis");
const FLOAT: Domain = { name: "float", exact: false, ordered: true };
const UNKNOWN: Domain = { name: "unknown", exact: false, ordered: false };

export function domainOf(type: ColumnType): Domain {
  switch (type.kind) {
    case "int32":
    case "int64":
      return INTEGER;
    case "float":
    case "double":
      return FLOAT;
    case "string":
      return TEXT;
    case "boolean":
      return TRUTH;
    case "date":
      return DATE;
    case "timestamp":
      return INSTANT;
    case "epochMillis":
      return MILLIS;
    case "decimal":
      return scalar(`decimal of scale ${type.scale}`);
    case "array": {
      const element = domainOf(type.element);
      return { name: `array of ${element.name}`, exact: element.exact, ordered: false };
    }
    case "struct": {
      const fields = type.fields.map((field) => [field.name, domainOf(field.type)] as const);
      return {
        name: `struct of ${fields.map(([name, domain]) => `${name}: ${domain.name}`).join(", ")}`,
        exact: fields.every(([, domain]) => domain.exact),
        ordered: false,
      };
    }
    case "map":
    case "unknown":
      return UNKNOWN;
  }
}

export const sameDomain = (a: Domain, b: Domain): boolean => a === b || (a.name === b.name && a.name !== UNKNOWN.name);

/** The value that a literal has in a domain, when it has exactly one there; undefined otherwise. */
export function constantIn(domain: Domain, { type, value }: LiteralExpression): ConstantValue | undefined {
  if (value === null) return undefined;
  const own = domainOf(type);
  if (sameDomain(own, domain)) return canonical(domain, value);
  const digits = String(value);
  if (own !== INTEGER && !own.name.startsWith("decimal")) return undefined;
  if (domain === FLOAT) return own === INTEGER && Number.isSafeInteger(Number(digits)) ? Number(digits) : undefined;
  return domain === INTEGER || domain.name.startsWith("decimal") ? scaled(digits, scaleOf(domain)) : undefined;
}

const scaleOf = (domain: Domain): number => (domain === INTEGER ? 0 : Number(domain.name.slice("decimal of scale ".length)));

function canonical(domain: Domain, value: string | number | boolean): ConstantValue | undefined {
  if (domain === TRUTH) return typeof value === "boolean" ? value : undefined;
  if (domain === TEXT || domain === DATE) return String(value);
  if (domain === FLOAT) return Number(value);
  if (domain === INSTANT) return microseconds(String(value));
  if (domain === INTEGER || domain === MILLIS) return scaled(String(value), 0);
  return domain.name.startsWith("decimal") ? scaled(String(value), scaleOf(domain)) : undefined;
}

/** `-1.5` at scale 2 is -150; undefined where digits would be lost. */
function scaled(digits: string, scale: number): bigint | undefined {
  const match = /^([+-]?)([0-9]+)(?:[.]([0-9]*))?$/.exec(digits);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > scale) return undefined;
  const magnitude = BigInt(whole + kept.padEnd(scale, "0"));
  return sign === "-" ? -magnitude : magnitude;
}

function microseconds(iso: string): bigint | undefined {
  const match = /^([0-9-]{10})[T ]([0-9:]{8})(?:[.]([0-9]{1,6})[0-9]*)?(?:Z|[+]00:?00)?$/.exec(iso);
  if (match === null) return undefined;
  const [, day, time, fraction = ""] = match;
  const seconds = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(seconds) ? undefined : BigInt(seconds) * 1000n + BigInt(fraction.padEnd(6, "0"));
}

/** The order of two constants of one ordered domain; text by code points. */
export function compareConstants(a: ConstantValue, b: ConstantValue): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** UTF-16 order differs from code point order only where one of the first differing units is a surrogate. */
function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}
