import type { Report } from "../diagnostics/diagnostic.ts";
import { CALLED, describe, heldBy } from "./held.ts";
import { rowNames } from "./row-names.ts";

/** What an author's function of rows gives; anything else than a function is reported. */
export function call(lambda: unknown, args: readonly object[], operation: string, report: Report): unknown {
  if (typeof lambda === "function") return lambda(...args);
  report({
    code: "invalid-declaration",
    parameters: { what: `\`${operation}\``, reason: `a function of the row is needed, not ${describe(lambda)}` },
  });
  return undefined;
}

/** The named parts of what it gave; anything else than an object of them is reported. */
export function entriesOf(value: unknown, operation: string, report: Report): readonly [string, unknown][] {
  if (typeof value === "object" && value !== null && heldBy(value) === undefined && !(CALLED in value)) return Object.entries(value);
  if (value !== undefined)
    report({
      code: "invalid-declaration",
      parameters: { what: `\`${operation}\``, reason: `an object of named columns is needed, not ${describe(value)}` },
    });
  return [];
}

/** What the author calls a row. */
export const row = (lambda: unknown): { row?: string } => {
  const [name] = rowNames(lambda);
  return name === undefined ? {} : { row: name };
};
