import { ts } from "ts-morph";
import { bare, descendants, keyOf } from "../syntax.ts";
import type { BoundFiles } from "./bind.ts";
import { type CallStack, entered, isInside } from "./calls.ts";

/** A part of the syntax that an expression may stand for, and the calls that lead there. */
export interface Value {
  readonly node: ts.Node;
  readonly stack: CallStack;
  /** The parameters that it came through. */
  readonly through: readonly ts.ParameterDeclaration[];
}

type Path = readonly (string | number)[];

const DEEPEST = 100;

/**
 * What an expression, or the part of it at a path of keys, is written as: variables, parameters, imports, properties of
 * literal objects, elements of literal arrays and loops over them are followed. What cannot be followed stands for itself
 * when nothing of it is asked, else there is nothing. Of a loop or a condition, all that it may be.
 */
export function valuesOf(files: BoundFiles, start: Value, path: Path = [], depth = 0): readonly Value[] {
  if (depth > DEEPEST) return [];
  const on = (node: ts.Node, rest: Path, from: Value = start): readonly Value[] => valuesOf(files, { ...from, node }, rest, depth + 1);
  const itself = path.length === 0 ? [start] : [];
  const node = ts.isExpression(start.node) ? bare(start.node) : start.node;
  if (ts.isIdentifier(node)) {
    const declaration = files.declarationOf(node);
    const found = declaration === undefined ? [] : declaredAs(files, declaration, { ...start, node }, path, depth + 1);
    return found.length === 0 ? itself : found;
  }
  if (ts.isConditionalExpression(node)) return [...on(node.whenTrue, path), ...on(node.whenFalse, path)];
  if (ts.isBinaryExpression(node) && CHOICES.has(node.operatorToken.kind)) return [...on(node.left, path), ...on(node.right, path)];
  if (ts.isCallExpression(node)) {
    const found = resultsOf(files, { ...start, node }, depth).flatMap((value) => valuesOf(files, value, path, depth + 10));
    return found.length === 0 ? itself : found;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const exported = ts.isIdentifier(node.name) ? files.declarationOf(node.name) : undefined;
    const ofModule = exported !== undefined && isTopLevel(exported) ? declaredAs(files, exported, { ...start, node }, path, depth + 1) : [];
    const found = ofModule.length > 0 ? ofModule : on(node.expression, [node.name.text, ...path]);
    return found.length === 0 ? itself : found;
  }
  if (ts.isElementAccessExpression(node)) {
    const key = bare(node.argumentExpression);
    const name = ts.isNumericLiteral(key) ? Number(key.text) : ts.isStringLiteralLike(key) ? key.text : undefined;
    const found = name === undefined ? [] : on(node.expression, [name, ...path]);
    return found.length === 0 ? itself : found;
  }
  const [key, ...rest] = path;
  if (key === undefined) return [{ ...start, node }];
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) return on(property.expression, path);
      if (property.name === undefined || keyOf(property.name) !== String(key)) return [];
      if (ts.isPropertyAssignment(property)) return on(property.initializer, rest);
      return ts.isShorthandPropertyAssignment(property) ? on(property.name, rest) : on(property, rest);
    });
  }
  if (ts.isArrayLiteralExpression(node)) {
    const element = typeof key === "number" ? node.elements[key] : undefined;
    return element === undefined || ts.isSpreadElement(element) ? [] : on(element, rest);
  }
  if (ts.isPropertyAssignment(node)) return key === 0 ? on(node.name, rest) : on(node.initializer, rest);
  return [];
}

/** What `import * as module` gives by name. */
const isTopLevel = (declaration: ts.Declaration): boolean =>
  ts.isSourceFile(ts.isVariableDeclaration(declaration) ? declaration.parent.parent.parent : declaration.parent);

const CHOICES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

/** What a call of a function that the files declare returns. */
function resultsOf(files: BoundFiles, call: Value & { readonly node: ts.CallExpression }, depth: number): readonly Value[] {
  return functionsOf(files, { ...call, node: call.node.expression }, depth + 10).flatMap((value) =>
    returnsOf(value.node).map((node) => ({ ...call, node, stack: entered(value.node, call.node, call.stack) })),
  );
}

/** The functions that an expression stands for. */
export function functionsOf(
  files: BoundFiles,
  start: Value,
  depth = 0,
): readonly (Value & { readonly node: ts.FunctionLikeDeclaration })[] {
  return valuesOf(files, start, [], depth).flatMap(({ node, ...value }) => (isFunction(node) ? [{ ...value, node }] : []));
}

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);

/** The expressions that a function returns. */
export function returnsOf({ body }: ts.FunctionLikeDeclaration): readonly ts.Expression[] {
  if (body === undefined) return [];
  if (ts.isExpression(body)) return [body];
  return descendants(body, (node) => !ts.isFunctionLike(node)).flatMap((node) =>
    ts.isReturnStatement(node) && node.expression !== undefined ? [node.expression] : [],
  );
}

/** What a declaration's name stands for. */
function declaredAs(files: BoundFiles, declaration: ts.Declaration, from: Value, path: Path, depth: number): readonly Value[] {
  if (ts.isFunctionDeclaration(declaration)) return path.length === 0 ? [{ ...from, node: declaration }] : [];
  if (ts.isParameter(declaration)) return argumentsOf(files, declaration, from, path, depth);
  if (ts.isBindingElement(declaration)) {
    const key = bindingKey(declaration);
    const around = declaration.parent.parent;
    return key === undefined ? [] : declaredAs(files, around, from, [key, ...path], depth + 1);
  }
  if (!ts.isVariableDeclaration(declaration)) return [];
  const loop = declaration.parent.parent;
  if (ts.isForOfStatement(loop))
    return elementsOf(files, { ...from, node: loop.expression }, depth).flatMap((value) => valuesOf(files, value, path, depth));
  return declaration.initializer === undefined ? [] : valuesOf(files, { ...from, node: declaration.initializer }, path, depth);
}

/** The key or index by which a binding takes its part. */
export function bindingKey(binding: ts.BindingElement): string | number | undefined {
  if (binding.dotDotDotToken !== undefined) return undefined;
  if (ts.isArrayBindingPattern(binding.parent)) return binding.parent.elements.indexOf(binding);
  return keyOf(binding.propertyName ?? binding.name);
}

/** What a parameter stands for: what the call that led here passes, or what the loop runs over. */
function argumentsOf(files: BoundFiles, parameter: ts.ParameterDeclaration, from: Value, path: Path, depth: number): readonly Value[] {
  const inside = parameter.parent;
  const place = from.stack.findIndex((call) => isInside(call, inside));
  const caller = place < 0 ? undefined : from.stack[place + 1];
  if (caller === undefined || !ts.isFunctionLike(inside)) return [];
  const stack = from.stack.slice(place + 1);
  const through = [...from.through, parameter];
  const index = inside.parameters.indexOf(parameter);
  const isIt = (node: ts.Node): boolean =>
    valuesOf(files, { node, stack, through: [] }, [], depth + 1).some((value) => value.node === inside);
  const callee = bare(caller.expression);
  if (isIt(callee)) {
    if (parameter.dotDotDotToken !== undefined) {
      return typeof path[0] === "number"
        ? passed(files, caller.arguments[index + path[0]], { ...from, stack, through }, path.slice(1), depth)
        : [];
    }
    return passed(files, caller.arguments[index] ?? parameter.initializer, { ...from, stack, through }, path, depth);
  }
  const isCallback =
    caller.arguments.some(isIt) && ts.isPropertyAccessExpression(callee) && index === (callee.name.text.startsWith("reduce") ? 1 : 0);
  if (!isCallback) return [];
  return elementsOf(files, { node: callee.expression, stack, through }, depth).flatMap((value) => valuesOf(files, value, path, depth));
}

const passed = (files: BoundFiles, argument: ts.Expression | undefined, from: Value, path: Path, depth: number): readonly Value[] =>
  argument === undefined ? [] : valuesOf(files, { ...from, node: argument }, path, depth);

/** The elements of a literal array, or of `Object.keys`, `values` or `entries` of a literal object. */
export function elementsOf(files: BoundFiles, list: Value, depth = 0): readonly Value[] {
  return valuesOf(files, list, [], depth + 1).flatMap((value): readonly Value[] => {
    const { node } = value;
    if (ts.isArrayLiteralExpression(node)) {
      return node.elements.flatMap((element) =>
        ts.isSpreadElement(element) ? elementsOf(files, { ...value, node: element.expression }, depth + 1) : [{ ...value, node: element }],
      );
    }
    const [argument] = ts.isCallExpression(node) ? node.arguments : [];
    const method = ts.isCallExpression(node) && node.expression.getText().startsWith("Object.") ? node.expression.getText() : undefined;
    if (method === undefined || argument === undefined) return [];
    return valuesOf(files, { ...value, node: argument }, [], depth + 1).flatMap((object): readonly Value[] => {
      const properties = ts.isObjectLiteralExpression(object.node) ? object.node.properties.filter(ts.isPropertyAssignment) : [];
      if (method === "Object.keys") return properties.map(({ name }) => ({ ...object, node: name }));
      if (method === "Object.values") return properties.map(({ initializer }) => ({ ...object, node: initializer }));
      return method === "Object.entries" ? properties.map((property) => ({ ...object, node: property })) : [];
    });
  });
}
