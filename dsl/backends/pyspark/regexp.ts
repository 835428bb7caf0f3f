import { extractsEmptyText } from "../../schema/portable-search.ts";
import { f, lit } from "./operands.ts";
import { method, number, type PythonExpression, string } from "./python-tree.ts";

/** A portable pattern as Java means it: there `$` also stands before a line end at the end of the text, and `\z` does not. */
export const javaPattern = (pattern: string): string =>
  pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\$/gsu, (part) => (part === "$" ? "\\z" : part));

export const regexpLike = (text: PythonExpression, pattern: string): PythonExpression =>
  method(text, "rlike", string(javaPattern(pattern)));

/** Spark gives the empty text where nothing matches. A group that may match it takes part in every match. */
export function regexpExtract(text: PythonExpression, pattern: string): PythonExpression {
  const group = f("regexp_extract", text, string(javaPattern(pattern)), number(1n));
  return extractsEmptyText(pattern) ? f("when", regexpLike(text, pattern), group) : f("nullif", group, lit(string("")));
}
