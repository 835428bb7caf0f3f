import { ts } from "ts-morph";

/**
 * The names in a node by which a program learns more than its own text and its imports say: the time, the environment, files, chance,
 * the machine's language. A name that only may be one counts too, such as a local variable `process`.
 */
export function outsideNames(node: ts.Node): readonly string[] {
  if (ts.isMetaProperty(node)) return ["import.meta"];
  if (ts.isIdentifier(node)) return isMemberName(node) ? outsideMember(node.text) : [...outsideGlobal(node.text), ...bound(node)];
  return ts.isStringLiteralLike(node) && ts.isElementAccessExpression(node.parent) ? outsideMember(node.text) : [];
}

const outsideGlobal = (name: string): readonly string[] => (GLOBALS.has(name) && !SELF_CONTAINED.has(name) ? [name] : []);

const outsideMember = (name: string): readonly string[] => (MEMBERS.has(name) || name.startsWith("toLocale") ? [name] : []);

/** `b` of `a.b`, `{ b: 1 }`, `{ b() {} }` and `const { b: c } = a`; not of `{ b }`, which is a variable. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node
  );
}

/** `b` of `const { b } = a`, which is a member and a variable. */
const bound = (node: ts.Identifier): readonly string[] => (ts.isBindingElement(node.parent) ? outsideMember(node.text) : []);

const GLOBALS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(globalThis));

/** The globals of the language whose results depend on nothing but their arguments, but for `MEMBERS`. */
const SELF_CONTAINED: ReadonlySet<string> = new Set([
  ...["Object", "Array", "Map", "Set", "WeakMap", "WeakSet", "String", "Number", "Boolean", "BigInt", "Symbol", "RegExp", "JSON", "Math"],
  ...["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "AggregateError"],
  ...["Infinity", "NaN", "undefined", "parseInt", "parseFloat", "isNaN", "isFinite"],
  ...[
    "encodeURI",
    "encodeURIComponent",
    "decodeURI",
    "decodeURIComponent",
    "escape",
    "unescape",
    "Iterator",
    "Promise",
    "Reflect",
    "Proxy",
  ],
]);

/** Chance, the language of the machine, where a program stands, and the ways to `Function`, which makes programs of strings. */
const MEMBERS: ReadonlySet<string> = new Set(["random", "localeCompare", "stack", "constructor"]);
