import { ts } from "ts-morph";
import { descendants } from "../syntax.ts";
import type { BoundFiles } from "./bind.ts";
import { entered } from "./calls.ts";
import { functionsOf, type Value } from "./values.ts";
import { stringsOf, type WrittenName, writtenAs, writtenIf } from "./written-names.ts";

/**
 * Where the functions that an expression stands for read the column of this name: of their parameter at a place, in
 * whatever it is passed on to, and of `.columns` of any relation.
 */
export function rowNamesOf(files: BoundFiles, start: Value, parameter: number, name: string): readonly WrittenName[] {
  return functionsOf(files, start).flatMap((value) => [
    ...usesIn(files, value, parameter, name, new Set()),
    ...(parameter === 0 ? descendants(value.node).flatMap((node) => ofColumns(node, name)) : []),
  ]);
}

/** `relation.columns.name` is a column of the row, or of the left one, whatever relation it was taken from. */
const ofColumns = (node: ts.Node, name: string): readonly WrittenName[] =>
  ts.isPropertyAccessExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "columns"
    ? writtenIf(node.name, name, [])
    : [];

type FunctionValue = Value & { readonly node: ts.FunctionLikeDeclaration };

function usesIn(files: BoundFiles, value: FunctionValue, place: number, name: string, seen: Set<ts.Node>): readonly WrittenName[] {
  const parameter = value.node.parameters[place];
  if (parameter === undefined || seen.has(parameter)) return [];
  seen.add(parameter);
  return namedBy(files, parameter, value, name, seen);
}

/** Where a declaration that holds the row, whole or in parts, leads to the column. */
function namedBy(
  files: BoundFiles,
  declaration: ts.ParameterDeclaration | ts.VariableDeclaration,
  value: FunctionValue,
  name: string,
  seen: Set<ts.Node>,
): readonly WrittenName[] {
  if (ts.isObjectBindingPattern(declaration.name))
    return declaration.name.elements.flatMap((element) => boundAs(files, element, value, name));
  if (!ts.isIdentifier(declaration.name)) return [];
  const { text } = declaration.name;
  return descendants(value.node)
    .filter(ts.isIdentifier)
    .filter((identifier) => identifier.text === text && identifier !== declaration.name && files.declarationOf(identifier) === declaration)
    .flatMap((identifier) => usedAs(files, identifier, value, name, seen));
}

function boundAs(
  files: BoundFiles,
  { name: bound, propertyName }: ts.BindingElement,
  value: FunctionValue,
  name: string,
): readonly WrittenName[] {
  const key = propertyName ?? bound;
  if (ts.isComputedPropertyName(key)) return stringsOf(files, { ...value, node: key.expression }, name);
  return writtenAs(key, value.through).filter(({ node }) => node.text === name);
}

/** What is done with the row where an identifier stands for it. */
function usedAs(
  files: BoundFiles,
  identifier: ts.Identifier,
  value: FunctionValue,
  name: string,
  seen: Set<ts.Node>,
): readonly WrittenName[] {
  const whole = wrapped(identifier);
  const { parent } = whole;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === whole) return writtenIf(parent.name, name, value.through);
  if (ts.isElementAccessExpression(parent) && parent.expression === whole)
    return stringsOf(files, { ...value, node: parent.argumentExpression }, name);
  if (ts.isVariableDeclaration(parent) && parent.initializer === whole) return namedBy(files, parent, value, name, seen);
  if (!ts.isCallExpression(parent)) return [];
  const place = parent.arguments.indexOf(whole);
  if (place < 0) return [];
  return functionsOf(files, { ...value, node: parent.expression }).flatMap((callee) =>
    usesIn(files, { ...callee, stack: entered(callee.node, parent, value.stack) }, place, name, seen),
  );
}

/** The expression with the parentheses, `as`, `satisfies` and `!` around it. */
function wrapped(node: ts.Expression): ts.Expression {
  const { parent } = node;
  return ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent)
    ? wrapped(parent)
    : node;
}
