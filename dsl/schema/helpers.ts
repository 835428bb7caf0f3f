import { z } from "zod";

/** What zod has no type for: the registered schema and all that is derived from it by checks have this column type. */
export type DeclaredType =
  | { readonly kind: "epochMillis" }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number };

export const DECLARED_TYPES = z.registry<DeclaredType, z.core.$ZodType>();

/** The kind of personal data that a schema holds. */
export const PERSONAL = z.registry<{ readonly kind: string }, z.core.$ZodType>();

/** Kinds of personal data that have a usual name; one's own text names any other. */
export type PersonalKind =
  | "name"
  | "email"
  | "phone"
  | "birth-date"
  | "address"
  | "national-id"
  | "device"
  | "location"
  | "health"
  | "free-text"
  | "pseudonym"
  | (string & {});

/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
export function epochMillis(): z.core.$ZodBranded<z.ZodInt, "epochMillis"> {
  return z.int().register(DECLARED_TYPES, { kind: "epochMillis" }).brand<"epochMillis">();
}

/**
 * An exact decimal number: `precision` digits in all (1 to 38), `scale` of them after the point. When an application
 * parses with it, it is a JavaScript number, exact to about 15 digits; the lake keeps every digit.
 */
export function decimal(precision: number, scale: number): z.core.$ZodBranded<z.ZodNumber, "decimal"> {
  const limit = 10 ** (precision - scale);
  return z
    .number()
    .multipleOf(Number(`1e-${scale}`))
    .gt(-limit)
    .lt(limit)
    .register(DECLARED_TYPES, { kind: "decimal", precision, scale })
    .brand<"decimal">();
}

/**
 * Marks personal data, such as `personal("email", z.email())`. The mark stays through `.optional()`, `.nullable()` and
 * every check, but `.extend()`, `.pick()` and the like make a new object: mark the fields, or the result.
 */
export function personal<S extends z.core.$ZodType>(kind: PersonalKind, schema: S): S {
  if (typeof schema !== "object" || schema === null || !("_zod" in schema))
    throw new TypeError('personal takes a kind and a schema of zod 4, such as personal("email", z.email())');
  const marked = z.clone(schema);
  PERSONAL.add(marked, { kind });
  return marked;
}
