import type { Report } from "../diagnostics/diagnostic.ts";
import type { ExplodeNode } from "../operations/explode.ts";
import { describe } from "./held.ts";
import { checkColumnName } from "./names.ts";
import { checkOptions } from "./options.ts";

/** What the arguments of `explode` say; undefined after a mistake, which was reported. */
export function explodeOptions(column: unknown, options: unknown, report: Report): Omit<ExplodeNode, "op" | "input"> | undefined {
  const { as, position, keepEmpty = false } = checkOptions(options, ["as", "position", "keepEmpty"], "`explode`", report);
  const wrong = (what: string, expected: string, found: unknown): undefined => {
    report({ code: "invalid-declaration", parameters: { what, reason: `${expected} is needed, not ${describe(found)}` } });
  };
  if (typeof column !== "string") return wrong("`explode`", "the name of an array column", column);
  if (typeof options !== "object" || options === null) return undefined;
  if (typeof as !== "string") return wrong("`as` of `explode`", "the name of the element's column", as);
  if (position !== undefined && typeof position !== "string") return wrong("`position` of `explode`", "the name of a column", position);
  if (typeof keepEmpty !== "boolean") return wrong("`keepEmpty` of `explode`", "true or false", keepEmpty);
  for (const name of [as, ...(position === undefined ? [] : [position])]) checkColumnName(name, report);
  return { column, as, ...(position === undefined ? {} : { position }), keepEmpty };
}
