import { ts } from "ts-morph";
import { withoutBom } from "../diagnostics/source-text.ts";

/**
 * The syntax tree of a file, without types or other files: parsing is all that comments and spans need. Importing this
 * module loads ts-morph, which takes longer than the rest of a compile: import what imports it only where it is needed.
 */
export const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, withoutBom(text), PARSING, true, ts.ScriptKind.TS);

/** Doc comments are read from the text (doc-text.ts), so the parser need not. */
const PARSING = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };

/** The node and all in it, parents first, in the order of the text; without what is in a node that `enters` refuses. */
export function descendants(root: ts.Node, enters: (node: ts.Node) => boolean = () => true): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const ahead = [root];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    found.push(node);
    if (!enters(node)) continue;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    for (const child of children.reverse()) ahead.push(child);
  }
  return found;
}

/** The offset of a line and column (both from 1), or undefined when the file has no such place. */
export function offsetAt(source: ts.SourceFile, line: number, column: number): number | undefined {
  const start = source.getLineStarts()[line - 1];
  if (start === undefined || column < 1) return undefined;
  const offset = start + column - 1;
  return offset < (source.getLineStarts()[line] ?? source.text.length + 1) ? offset : undefined;
}

export function lineAndColumn(source: ts.SourceFile, offset: number): { readonly line: number; readonly column: number } {
  const { line, character } = source.getLineAndCharacterOfPosition(offset);
  return { line: line + 1, column: character + 1 };
}

/** The expression without parentheses, `as`, `satisfies`, `!` and `await`. */
export function bare(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isAwaitExpression(expression)
    ? bare(expression.expression)
    : expression;
}

/** The name of a key that is written out, as an identifier, a string or a number. */
export function keyOf(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isComputedPropertyName(name)) return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** What is called: `semiJoin` of `a.semiJoin(b)`, `source` of `source("x")`, `"select"` of `a["select"]()`. */
export function calledName(call: Call): ts.Node | undefined {
  const callee = bare(ts.isTaggedTemplateExpression(call) ? call.tag : call.expression);
  if (ts.isPropertyAccessExpression(callee)) return callee.name;
  if (ts.isElementAccessExpression(callee)) return callee.argumentExpression;
  return ts.isIdentifier(callee) ? callee : undefined;
}

export type Call = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

export const isCall = (node: ts.Node): node is Call =>
  ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);

/**
 * Where V8 says that a call is, in the stacks of what it calls: at the name when an identifier stands before the
 * parenthesis, else (`a.in()`, `a?.()`, `(a.b)()`, `a["b"]()`) at the parenthesis. Types are blank by then.
 */
export function callOffset(call: Call): number {
  if (ts.isNewExpression(call)) return call.getStart();
  if (ts.isTaggedTemplateExpression(call)) return call.template.getStart();
  const name = call.questionDotToken === undefined ? nameBeforeParenthesis(call.expression) : undefined;
  return name === undefined ? call.arguments.pos - 1 : name.getStart();
}

function nameBeforeParenthesis(callee: ts.Expression): ts.Node | undefined {
  if (ts.isNonNullExpression(callee)) return nameBeforeParenthesis(callee.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(name) && !isReserved(name) ? name : undefined;
}

function isReserved(name: ts.Identifier): boolean {
  const keyword = ts.identifierToKeywordKind(name);
  return keyword !== undefined && keyword !== ts.SyntaxKind.SuperKeyword && keyword <= ts.SyntaxKind.LastReservedWord;
}
