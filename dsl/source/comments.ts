import { ts } from "ts-morph";
import { docText } from "./doc-text.ts";
import type { CallComments, CallOperator, FileComments } from "./file-comments.ts";
import { madeComments } from "./made-comments.ts";
import { operatorsAt } from "./operators.ts";
import { outsideNames } from "./outside-names.ts";
import { rowComments } from "./row-comments.ts";
import { bare, callOffset, descendants, keyOf, lineAndColumn, parse } from "./syntax.ts";

/** What the doc comments of a file say of its calls, in the order of their places, and what its text reads from outside. Loads ts-morph: see comment-cache.ts. */
export function commentsOf(file: string, text: string): FileComments {
  const source = parse(file, text);
  const descriptions = new Map<ts.CallExpression, string>();
  const calls: CallComments[] = [];
  const outside = new Set<string>();
  const operators: CallOperator[] = [];
  for (const node of descendants(source)) {
    const described = describedExpression(node);
    const description = described === undefined ? undefined : (docText(node) ?? docOfStatement(node));
    if (described !== undefined && description !== undefined) {
      for (const call of chainOf(described)) descriptions.set(call, description);
    }
    for (const name of outsideNames(node)) outside.add(name);
    operators.push(...operatorsAt(source, node));
    if (ts.isCallExpression(node)) calls.push(...commentsOfCall(source, node, descriptions.get(node)));
  }
  return {
    calls: calls.sort((a, b) => a.line - b.line || a.column - b.column),
    ...(outside.size === 0 ? {} : { outside: [...outside].sort() }),
    ...(operators.length === 0 ? {} : { operators }),
  };
}

function commentsOfCall(source: ts.SourceFile, call: ts.CallExpression, description: string | undefined): readonly CallComments[] {
  const columns = call.arguments.flatMap(rowOf).flatMap(rowComments);
  const made = madeComments(call, source);
  if (description === undefined && columns.length === 0 && made.length === 0) return [];
  return [
    {
      ...lineAndColumn(source, callOffset(call)),
      ...(description === undefined ? {} : { description }),
      columns,
      ...(made.length === 0 ? {} : { made }),
    },
  ];
}

/** The expression that a doc comment before `node` describes. */
function describedExpression(node: ts.Node): ts.Expression | undefined {
  if (ts.isVariableDeclaration(node)) return node.initializer;
  if (ts.isExpressionStatement(node)) {
    const expression = bare(node.expression);
    const isAssignment = ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return isAssignment ? expression.right : expression;
  }
  return ts.isExportAssignment(node) || ts.isReturnStatement(node) ? node.expression : undefined;
}

/** The first declaration of a statement goes without a doc comment of its own by that of the statement. */
function docOfStatement(node: ts.Node): string | undefined {
  const isFirst = ts.isVariableDeclaration(node) && ts.isVariableDeclarationList(node.parent) && node.parent.declarations[0] === node;
  return isFirst && ts.isVariableStatement(node.parent.parent) ? docText(node.parent.parent) : undefined;
}

/** The call that an expression is, and those whose result its methods are called on. */
function chainOf(expression: ts.Expression): readonly ts.CallExpression[] {
  const chain: ts.CallExpression[] = [];
  for (let call = bare(expression); ts.isCallExpression(call); ) {
    chain.push(call);
    const callee = bare(call.expression);
    call = bare(ts.isPropertyAccessExpression(callee) ? callee.expression : callee);
  }
  return chain;
}

/** The value of the `row` key of an object literal. */
function rowOf(argument: ts.Expression): readonly ts.Expression[] {
  const object = bare(argument);
  if (!ts.isObjectLiteralExpression(object)) return [];
  return object.properties.filter(ts.isPropertyAssignment).flatMap(({ name, initializer }) => (keyOf(name) === "row" ? [initializer] : []));
}
