import { ts } from "ts-morph";
import { keyText } from "../../diagnostics/key-text.ts";
import type { Place } from "../../diagnostics/site.ts";
import { bare } from "../syntax.ts";
import type { BoundFiles } from "./bind.ts";
import { type CallStack, callsOf } from "./calls.ts";
import { type Edit, editOf } from "./edits.ts";
import { type Value, valuesOf } from "./values.ts";

/**
 * Adds `.rename({ from: "to" })` behind the `from` of a `zone.table(...)` call. When the call makes several tables, it
 * goes to the caller that passes the relation in. Nothing where `from` is not written out.
 */
export function insertedRename(files: BoundFiles, places: readonly Place[], isShared: boolean, from: string, to: string): readonly Edit[] {
  const stack = callsOf(files, places);
  const options = stack[0]?.arguments[1];
  const property = options === undefined ? undefined : fromProperty(files, { node: options, stack, through: [] });
  if (property === undefined) return [];
  const shorthand = ts.isShorthandPropertyAssignment(property);
  const call = `.rename({ ${keyText(from)}: ${JSON.stringify(to)} })`;
  const argument = isShared ? passedIn(files, shorthand ? property.name : property.initializer, stack) : undefined;
  if (argument !== undefined) return appended(argument, call);
  return shorthand ? [editOf(property, `from: ${property.name.text}${call}`)] : appended(property.initializer, call);
}

function fromProperty(files: BoundFiles, options: Value): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | undefined {
  for (const { node } of valuesOf(files, options)) {
    for (const property of ts.isObjectLiteralExpression(node) ? node.properties : []) {
      if ((ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) && property.name.getText() === "from")
        return property;
    }
  }
  return undefined;
}

/** What the caller passes for the parameter that an expression is. */
function passedIn(files: BoundFiles, expression: ts.Expression, stack: CallStack): ts.Expression | undefined {
  const node = bare(expression);
  const declaration = ts.isIdentifier(node) ? files.declarationOf(node) : undefined;
  if (declaration === undefined || !ts.isParameter(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const place = stack.findIndex((call) => ts.findAncestor(call, (outer) => outer === declaration.parent) !== undefined);
  return stack[place + 1]?.arguments[declaration.parent.parameters.indexOf(declaration)];
}

/** The call of a method, `.filter(...)`, behind an expression. */
export function appended(expression: ts.Expression, call: string): readonly Edit[] {
  const needsParentheses = !(
    ts.isIdentifier(expression) ||
    ts.isCallExpression(expression) ||
    ts.isPropertyAccessExpression(expression) ||
    ts.isElementAccessExpression(expression) ||
    ts.isParenthesizedExpression(expression)
  );
  const end = expression.getEnd();
  if (!needsParentheses) return [editOf(expression, `${lineOfChain(expression)}${call}`, end)];
  const start = expression.getStart();
  return [editOf(expression, "(", start, start), editOf(expression, `)${call}`, end)];
}

/** The end of a line and the indentation, where a chain has a line for each call. */
function lineOfChain(expression: ts.Expression): string {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return "";
  const { expression: before, name } = expression.expression;
  return /\r?\n[ \t]*(?=\.)/.exec(expression.getSourceFile().text.slice(before.getEnd(), name.getStart()))?.[0] ?? "";
}
