import type { Report } from "../diagnostics/diagnostic.ts";
import type { FunctionName } from "../expressions/functions.ts";
import { groupsOf, portableExtraction, portableSearch } from "../schema/portable-search.ts";

/** The functions that take a regular expression of JavaScript's, and a plan's portable pattern. */
export const takesPattern = (name: FunctionName): name is "regexpLike" | "regexpExtract" =>
  name === "regexpLike" || name === "regexpExtract";

/** The portable pattern that stands in the plan for an author's arguments; undefined when they are wrong, which is reported. */
export function patternOf(name: "regexpLike" | "regexpExtract", args: readonly unknown[], report: Report): string | undefined {
  const [regex, group = 0] = args;
  const most = name === "regexpLike" ? 1 : 2;
  const found = args.length;
  if (!(regex instanceof RegExp)) {
    report({ code: "constant-expected", parameters: { function: name, expected: "a regular expression, such as /^[A-Z]+$/," } });
    return undefined;
  }
  if (found > most) {
    report({
      code: "wrong-argument-count",
      parameters: { function: name, expected: most === 1 ? "1 argument" : "1 or 2 arguments", found },
    });
    return undefined;
  }
  const { count, names } = groupsOf(regex);
  const exists = typeof group === "number" ? Number.isInteger(group) && group >= 0 && group <= count : names.includes(String(group));
  if (!exists) {
    report({ code: "unknown-group", parameters: { pattern: String(regex), group: String(group), count, names } });
    return undefined;
  }
  const search = name === "regexpLike" ? portableSearch(regex) : portableExtraction(regex, group as number | string);
  if ("pattern" in search) return search.pattern;
  report({ code: "pattern-not-portable", parameters: { pattern: String(regex), obstacle: search.obstacle } });
  return undefined;
}
