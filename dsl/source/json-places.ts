import { ts } from "ts-morph";
import type { Span } from "../diagnostics/diagnostic.ts";
import { withoutBom } from "../diagnostics/source-text.ts";
import { keyOf, lineAndColumn } from "./syntax.ts";

/** Finds the value at a path of keys and indices in a JSON file; where the path ends early, what it reached. */
export function placesInJson(file: string, text: string): (path: readonly (string | number)[]) => Span {
  const source = ts.parseJsonText(file, withoutBom(text));
  return (path) => {
    let node: ts.Node = source.statements[0]?.expression ?? source;
    for (const key of path) {
      const inner: ts.Node | undefined = childOf(node, key);
      if (inner === undefined) break;
      node = inner;
    }
    const start = lineAndColumn(source, node.getStart(source));
    const end = lineAndColumn(source, node.getEnd());
    return { file, ...start, endLine: end.line, endColumn: end.column };
  };
}

function childOf(node: ts.Node, key: string | number): ts.Node | undefined {
  if (typeof key === "number") return ts.isArrayLiteralExpression(node) ? node.elements[key] : undefined;
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.filter(ts.isPropertyAssignment).findLast(({ name }) => keyOf(name) === key)?.initializer;
}
