import { ts } from "ts-morph";
import { docText } from "./doc-text.ts";
import type { ColumnComment } from "./file-comments.ts";
import { bare, calledName, keyOf } from "./syntax.ts";

/** The operations whose function gives an object of columns, with the option that it is; `derive` is given the function itself. */
const MAKERS: ReadonlyMap<string, string | undefined> = new Map([
  ["derive", undefined],
  ["aggregate", "measures"],
  ["window", "columns"],
]);

/** The doc comments on the keys of the literal object that the function of `derive`, `aggregate` or `window` gives. */
export function madeComments(call: ts.CallExpression, { text: fileText }: ts.SourceFile): readonly ColumnComment[] {
  const name = calledName(call);
  const [argument] = call.arguments;
  // `getText()` and `docText` climb to the file, which is far in a long chain: neither is asked without need.
  if (argument === undefined || name === undefined || !ts.isIdentifier(name) || !MAKERS.has(name.text)) return [];
  const option = MAKERS.get(name.text);
  const maker = option === undefined ? bare(argument) : optionOf(bare(argument), option);
  const found = new Map<string, string>();
  for (const property of maker === undefined ? [] : objectsGiven(maker).flatMap((object) => [...object.properties])) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
    if (!fileText.slice(property.pos, property.name.end).includes("/**")) continue;
    const path = keyOf(property.name);
    const text = docText(property);
    if (path !== undefined && text !== undefined) found.set(path, text);
  }
  return [...found].map(([path, text]) => ({ path, text }));
}

/** What an option is written as; a function may stand as a method: `measures(row) { ... }`. */
function optionOf(options: ts.Expression, option: string): ts.Node | undefined {
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const property = options.properties.find(({ name }) => name !== undefined && keyOf(name) === option);
  if (property === undefined) return undefined;
  return ts.isPropertyAssignment(property) ? bare(property.initializer) : property;
}

/** The literal objects that a function gives: the body of an arrow function, or what it returns. */
function objectsGiven(maker: ts.Node): readonly ts.ObjectLiteralExpression[] {
  if (!ts.isArrowFunction(maker) && !ts.isFunctionExpression(maker) && !ts.isMethodDeclaration(maker)) return [];
  const { body } = maker;
  if (body === undefined) return [];
  const given = ts.isBlock(body)
    ? body.statements.flatMap((statement) => (ts.isReturnStatement(statement) && statement.expression ? [statement.expression] : []))
    : [body];
  return given.map(bare).filter(ts.isObjectLiteralExpression);
}
