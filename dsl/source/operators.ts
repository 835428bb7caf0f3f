import { ts } from "ts-morph";
import type { CallOperator } from "./file-comments.ts";
import { bare, type Call, callOffset, descendants, isCall, keyOf, lineAndColumn } from "./syntax.ts";

const BINARY: ReadonlySet<string> = new Set(["&&", "||", "??", "===", "!==", "==", "!="]);

/**
 * An operator of JavaScript at an expression of rows, which it takes for an object, true and equal to nothing else: `row.a && row.b`,
 * `row.a ? x : y`, `!row.a`, `row.a === 1`. Whether the rows are those of a relation, and not of a list, only the run of the file tells.
 */
export function operatorsAt(source: ts.SourceFile, node: ts.Node): readonly CallOperator[] {
  const [operator, ...operands] = operationOf(node) ?? [];
  for (const operand of operator === undefined ? [] : operands) {
    const call = operationOfRows(operand);
    if (operator === undefined || call === undefined) continue;
    const start = lineAndColumn(source, operand.getStart(source));
    const end = lineAndColumn(source, operand.getEnd());
    const site = { ...start, endLine: end.line, endColumn: end.column };
    return [{ operator, operand: operand.getText(source).replace(/\s+/g, " "), site, call: lineAndColumn(source, callOffset(call)) }];
  }
  return [];
}

/** The operator, and the operands of which it asks the value. */
function operationOf(node: ts.Node): readonly [operator: string, ...operands: readonly ts.Expression[]] | undefined {
  if (ts.isConditionalExpression(node)) return ["? :", node.condition];
  if (ts.isIfStatement(node)) return ["if", node.expression];
  if (ts.isSwitchStatement(node)) return ["switch", node.expression];
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken ? ["!", node.operand] : undefined;
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = ts.tokenToString(node.operatorToken.kind) ?? "";
  if (!BINARY.has(operator)) return undefined;
  return operator.includes("=") ? [operator, node.left, node.right] : [operator, node.left];
}

/** The call of the operation in whose function the expression reads a column: `filter` for `row.amount.gt(5)` in `.filter((row) => ...)`. */
function operationOfRows(expression: ts.Expression): Call | undefined {
  let read = false;
  let root = bare(expression);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root) || ts.isCallExpression(root)) {
    read ||= !ts.isCallExpression(root);
    root = bare(root.expression);
  }
  if (!ts.isIdentifier(root)) return undefined;
  const { text: name } = root;
  for (let around: ts.Node = root.parent; around !== undefined; around = around.parent) {
    if (!isFunction(around)) continue;
    const parameter = around.parameters.find(({ name: bound }) => boundNames(bound).includes(name));
    if (parameter === undefined) continue;
    return read || !ts.isIdentifier(parameter.name) ? operationOfFunction(around) : undefined;
  }
  return undefined;
}

const boundNames = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));

const TAKE_FUNCTIONS: ReadonlySet<string> = new Set(["filter", "derive"]);
const ARE_FUNCTIONS: ReadonlySet<string> = new Set(["where", "measures", "columns"]);

type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

const isFunction = (node: ts.Node): node is FunctionNode =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node);

/** The call that takes the function as one of rows, as an argument or an option, there or by its name. */
function operationOfFunction(fn: FunctionNode): Call | undefined {
  const there = operationTaking(fn);
  if (there !== undefined) return there;
  const name = ts.isFunctionDeclaration(fn) ? fn.name?.text : ts.isVariableDeclaration(fn.parent) ? fn.parent.name.getText() : undefined;
  if (name === undefined) return undefined;
  for (const node of descendants(fn.getSourceFile())) {
    const call = ts.isIdentifier(node) && node.text === name ? operationTaking(node) : undefined;
    if (call !== undefined) return call;
  }
  return undefined;
}

function operationTaking(value: ts.Node): Call | undefined {
  const { parent } = value;
  if (ts.isPropertyAssignment(parent) && parent.initializer === value && ARE_FUNCTIONS.has(keyOf(parent.name) ?? "")) {
    const call = parent.parent.parent;
    return isCall(call) ? call : undefined;
  }
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== value || !ts.isPropertyAccessExpression(parent.expression)) return undefined;
  return TAKE_FUNCTIONS.has(parent.expression.name.text) ? parent : undefined;
}
