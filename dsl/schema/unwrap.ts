import { z } from "zod";
import { insteadOf, schemaWords } from "./author-words.ts";
import { PERSONAL } from "./helpers.ts";
import { type Place, reportSchema } from "./place.ts";
import type { CheckDef } from "./row-checks.ts";

export type Schema = z.core.$ZodTypes;

/** A schema without its wrappers, and what these said. */
export interface Unwrapped {
  readonly core: Schema;
  readonly nullable: boolean;
  readonly description: string | undefined;
  /** The kind of personal data; the outermost mark counts. */
  readonly personal: string | undefined;
  /** The checks of the wrappers, from the inside out. */
  readonly checks: readonly CheckDef[];
}

export const checksOf = (schema: Schema): readonly CheckDef[] => (schema._zod.def.checks ?? []).map((check) => check._zod.def as CheckDef);

/** Takes wrappers off from the outside in. `required` is whether a `.nonoptional()` stands around: absence is taken back. */
export function unwrap(schema: z.core.SomeType, place: Place, required = false): Unwrapped {
  const outer = schema as Schema;
  const { def } = outer._zod;
  switch (def.type) {
    case "optional":
      return wrapped(outer, unwrap(def.innerType, place, required), !required);
    case "nullable":
      return wrapped(outer, unwrap(def.innerType, place, required), true);
    case "nonoptional":
      return wrapped(outer, unwrap(def.innerType, place, true), false);
    case "readonly":
      return wrapped(outer, unwrap(def.innerType, place, required), false);
    case "default":
    case "prefault":
    case "catch":
      reportSchema(place, schemaWords(outer), insteadOf(outer));
      return wrapped(outer, unwrap(def.innerType, place, required), false);
    case "union": {
      const [only, ...others] = def.options.filter((option) => !isNothing(option));
      if (only === undefined || others.length > 0) break;
      return wrapped(outer, unwrap(only, place, required), def.options.length > 1);
    }
  }
  return { core: outer, nullable: false, description: describe(outer), personal: PERSONAL.get(outer)?.kind, checks: [] };
}

const isNothing = ({ _zod: { def } }: z.core.SomeType): boolean => def.type === "null" || def.type === "undefined";

const describe = (schema: Schema): string | undefined => z.globalRegistry.get(schema)?.description;

const wrapped = (outer: Schema, inner: Unwrapped, nullable: boolean): Unwrapped => ({
  core: inner.core,
  nullable: nullable || inner.nullable,
  description: describe(outer) ?? inner.description,
  personal: PERSONAL.get(outer)?.kind ?? inner.personal,
  checks: [...inner.checks, ...checksOf(outer)],
});
