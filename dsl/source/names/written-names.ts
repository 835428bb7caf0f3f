import { ts } from "ts-morph";
import { bare, calledName, keyOf } from "../syntax.ts";
import type { BoundFiles } from "./bind.ts";
import { bindingKey, elementsOf, functionsOf, returnsOf, type Value, valuesOf } from "./values.ts";

/** Where a name is written: a string, a key, or what follows a dot. */
export interface WrittenName {
  readonly node: ts.Identifier | ts.StringLiteralLike;
  /** The parameters that the name came through, whose types may name it too. */
  readonly through: readonly ts.ParameterDeclaration[];
}

/** The strings of this text that an expression, or the elements of the array that it is, stand for. */
export function stringsOf(files: BoundFiles, start: Value, text: string): readonly WrittenName[] {
  return valuesOf(files, start).flatMap((value): readonly WrittenName[] => {
    const { node, through } = value;
    if (ts.isStringLiteralLike(node)) return node.text === text ? [{ node, through }] : [];
    if (ts.isArrayLiteralExpression(node)) return elementsOf(files, value).flatMap((element) => stringsOf(files, element, text));
    const isKey = ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    return isKey && node.text === text ? [{ node, through }] : [];
  });
}

/** As `stringsOf`; an element may also be an object that has the string under `column`. */
export const orderNamesOf = (files: BoundFiles, start: Value, text: string): readonly WrittenName[] => [
  ...stringsOf(files, start, text),
  ...valuesOf(files, start)
    .flatMap((value) => (ts.isArrayLiteralExpression(value.node) ? elementsOf(files, value) : []))
    .flatMap((element) => valuesOf(files, element, ["column"]).flatMap((value) => stringsOf(files, value, text))),
];

/** The keys of this name in the objects that an expression stands for. */
export function keysOf(files: BoundFiles, start: Value, name: string): readonly WrittenName[] {
  return valuesOf(files, start).flatMap((value) => {
    if (!ts.isObjectLiteralExpression(value.node)) return [];
    return value.node.properties.flatMap((property): readonly WrittenName[] => {
      if (ts.isSpreadAssignment(property)) return keysOf(files, { ...value, node: property.expression }, name);
      if (property.name === undefined) return [];
      if (keyOf(property.name) === name) return writtenAs(property.name, value.through);
      return ts.isComputedPropertyName(property.name) ? stringsOf(files, { ...value, node: property.name.expression }, name) : [];
    });
  });
}

/** The keys of this name in the objects that the functions of an expression return. */
export const resultKeysOf = (files: BoundFiles, start: Value, name: string): readonly WrittenName[] =>
  functionsOf(files, start).flatMap((value) => returnsOf(value.node).flatMap((node) => keysOf(files, { ...value, node }, name)));

/** The name of the column that an expression such as `table.columns.name` or `ambiguous(...)` of it is. */
export function columnNameOf(files: BoundFiles, start: Value, name: string): readonly WrittenName[] {
  const node = ts.isExpression(start.node) ? bare(start.node) : start.node;
  if (ts.isPropertyAccessExpression(node)) return writtenIf(node.name, name, start.through);
  if (ts.isElementAccessExpression(node)) return stringsOf(files, { ...start, node: node.argumentExpression }, name);
  if (ts.isIdentifier(node)) {
    const declaration = files.declarationOf(node);
    if (declaration !== undefined && ts.isBindingElement(declaration)) {
      return bindingKey(declaration) === name ? writtenAs(declaration.propertyName ?? declaration.name, start.through) : [];
    }
  }
  if (ts.isCallExpression(node) && calledName(node)?.getText() === "ambiguous") {
    return node.arguments.flatMap((argument) => columnNameOf(files, { ...start, node: argument }, name));
  }
  return valuesOf(files, start).flatMap((value) =>
    value.node === start.node || value.node === node ? [] : columnNameOf(files, value, name),
  );
}

/** The keys of this name in the zod objects that a row is made of. */
export function schemaKeysOf(files: BoundFiles, start: Value, name: string): readonly WrittenName[] {
  return valuesOf(files, start).flatMap((value): readonly WrittenName[] => {
    const { node } = value;
    const of = (inner: ts.Node): Value => ({ ...value, node: inner });
    if (ts.isPropertyAccessExpression(node)) return schemaKeysOf(files, of(node.expression), name);
    if (ts.isObjectLiteralExpression(node)) {
      const spread = node.properties.filter(ts.isSpreadAssignment).flatMap(({ expression }) => schemaKeysOf(files, of(expression), name));
      return [...new Map([...keysOf(files, value, name), ...spread].map((written) => [written.node, written])).values()];
    }
    if (!ts.isCallExpression(node)) return [];
    const method = calledName(node)?.getText() ?? "";
    const inside =
      WITH_KEYS.has(method) || AROUND.has(method) ? node.arguments.flatMap((argument) => schemaKeysOf(files, of(argument), name)) : [];
    const callee = bare(node.expression);
    return ts.isPropertyAccessExpression(callee) ? [...schemaKeysOf(files, of(callee.expression), name), ...inside] : inside;
  });
}

const WITH_KEYS = new Set([
  "object",
  "strictObject",
  "looseObject",
  "extend",
  "safeExtend",
  "pick",
  "omit",
  "partial",
  "required",
  "merge",
]);
const AROUND = new Set(["personal"]);

export const writtenIf = (name: ts.MemberName, wanted: string, through: readonly ts.ParameterDeclaration[]): readonly WrittenName[] =>
  name.text === wanted && ts.isIdentifier(name) ? [{ node: name, through }] : [];

export function writtenAs(name: ts.PropertyName | ts.BindingName, through: readonly ts.ParameterDeclaration[]): readonly WrittenName[] {
  const node = ts.isComputedPropertyName(name) ? bare(name.expression) : name;
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? [{ node, through }] : [];
}
