import type { z } from "zod";
import type { Report } from "../diagnostics/diagnostic.ts";

/** Where a schema stands in its row, and where mistakes in it go. */
export interface Place {
  /** For messages: `address.zip`, `tags[]`. */
  readonly words: string;
  /** The name of the top-level column. */
  readonly column: string;
  /** From the column down through structs. */
  readonly path: readonly string[];
  /** Inside an array or a map: no row check can lead there. */
  readonly repeated: boolean;
  /** The objects around it, to find one that contains itself. */
  readonly enclosing: readonly z.core.$ZodType[];
  readonly report: Report;
}

export const fieldOf = (place: Place, name: string, object: z.core.$ZodType): Place => ({
  ...place,
  words: `${place.words}.${name}`,
  path: [...place.path, name],
  enclosing: [...place.enclosing, object],
});

export const elementOf = (place: Place): Place => ({ ...place, words: `${place.words}[]`, repeated: true });

export function reportSchema(place: Place, found: string, instead?: string): void {
  place.report({
    code: "unsupported-schema",
    parameters: { column: place.words, found, ...(instead === undefined ? {} : { instead }) },
    focus: place.column,
  });
}

export function reportCheck(place: Place, found: string, instead?: string): void {
  place.report({
    code: "unsupported-check",
    parameters: { column: place.words, found, ...(instead === undefined ? {} : { instead }) },
    focus: place.column,
  });
}
