import type { Report } from "../diagnostics/diagnostic.ts";
import { describe } from "./held.ts";
import { isOptions } from "./options.ts";
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

/** The named parts that an author's function of rows gives; undefined when it is no function or gives something else, which is reported. */
export function columnsGiven(
  lambda: unknown,
  args: readonly object[],
  operation: string,
  report: Report,
): readonly (readonly [string, unknown])[] | undefined {
  const value = call(lambda, args, operation, report);
  if (typeof lambda !== "function") return undefined;
  if (isOptions(value) && !(value instanceof Promise)) return Object.entries(value);
  const instead = value === undefined ? { instead: "put the object in parentheses, `(row) => ({ ... })`, or write `return`" } : {};
  report({
    code: "invalid-declaration",
    parameters: { what: `\`${operation}\``, reason: `an object of named columns is needed, not ${describe(value)}`, ...instead },
  });
  return undefined;
}

/** What the author calls a row. */
export const row = (lambda: unknown): { row?: string } => {
  const [name] = rowNames(lambda);
  return name === undefined ? {} : { row: name };
};
