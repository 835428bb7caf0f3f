import { ts } from "ts-morph";
import { docText } from "./doc-text.ts";
import type { ColumnComment } from "./file-comments.ts";
import { bare, calledName, keyOf } from "./syntax.ts";

/** The doc comments in a literal `z.object({ ... })`, in the order of the keys; a later key of the same path wins. */
export function rowComments(schema: ts.Expression): readonly ColumnComment[] {
  const found = new Map<string, string>();
  const visit = (expression: ts.Expression, prefix: string): void => {
    for (const property of objectsOf(expression).flatMap((object) => [...object.properties])) {
      if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
      const key = keyOf(property.name);
      if (key === undefined) continue;
      const path = `${prefix}${key}`;
      const text = docText(property);
      if (text !== undefined) found.set(path, text);
      if (ts.isPropertyAssignment(property)) visit(property.initializer, `${path}.`);
    }
  };
  visit(schema, "");
  return [...found].map(([path, text]) => ({ path, text }));
}

const TAKES_KEYS: ReadonlySet<string> = new Set(["object", "strictObject", "looseObject", "extend", "safeExtend"]);

/** The literal objects of keys in a schema, through calls around it and methods behind it: `personal("name", z.object({})).optional()`. */
function objectsOf(expression: ts.Expression): readonly ts.ObjectLiteralExpression[] {
  const call = bare(expression);
  if (!ts.isCallExpression(call)) return [];
  const takesKeys = TAKES_KEYS.has(calledName(call)?.getText() ?? "");
  const inArguments = call.arguments.flatMap((argument) => {
    const value = bare(argument);
    return takesKeys && ts.isObjectLiteralExpression(value) ? [value] : objectsOf(value);
  });
  const callee = bare(call.expression);
  return ts.isPropertyAccessExpression(callee) ? [...objectsOf(callee.expression), ...inArguments] : inArguments;
}
