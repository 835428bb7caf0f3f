import { bindingOfOperator } from "./python-parentheses.ts";
import type { PythonExpression } from "./python-tree.ts";

/**
 * When ruff puts parentheses around the value of a statement: never; where that makes it fit; or where it would otherwise
 * have to break outside of brackets of its own.
 */
export type ParenthesesAround = "never" | "if better" | "if broken";

export function parenthesesAround(value: PythonExpression): ParenthesesAround {
  switch (value.kind) {
    case "name":
    case "number":
    case "string":
    case "constant":
      return "if better";
    case "parentheses":
    case "list":
    case "tuple":
      return "never";
    case "binary":
      return "if broken";
    case "unary":
      return parenthesesAround(value.operand);
    case "attribute":
    case "subscript":
      return isFluent(value) ? "if broken" : parenthesesAround(value.object);
    case "call":
      return isFluent(value) ? "if broken" : parenthesesAround(value.function);
  }
}

const FOLLOWED_BY_A_BREAK: readonly PythonExpression["kind"][] = ["call", "subscript", "parentheses"];

/** Whether a line of a fluent chain may break between this object and its dot. */
export const breaksBeforeDot = (object: PythonExpression): boolean => FOLLOWED_BY_A_BREAK.includes(object.kind);

/** A chain is fluent if at least two of its dots follow brackets. */
export function isFluent(chain: PythonExpression): boolean {
  let dots = 0;
  for (let part = chain; ; ) {
    if (part.kind === "attribute") {
      if (breaksBeforeDot(part.object)) dots += 1;
      part = part.object;
    } else if (part.kind === "call") part = part.function;
    else if (part.kind === "subscript") part = part.object;
    else return dots >= 2;
  }
}

const INVERSION = 7;
const DOT_AFTER_BRACKETS = 8;

/**
 * Whether the value should rather break inside brackets of its own than get parentheses around it: it must have one
 * operator that binds loosest, not more, and begin or end with brackets. Dots after brackets count as operators.
 */
export function breaksInsideItself(value: PythonExpression): boolean {
  const operators = operatorsOf(value);
  const loosest = Math.min(...operators);
  if (!hasBrackets(value) || operators.filter((operator) => operator === loosest).length > 1) return false;
  return loosest >= DOT_AFTER_BRACKETS || hasContent(firstOf(value)) || hasContent(lastOf(value));
}

/** How tightly each operator outside of brackets binds. */
function operatorsOf(part: PythonExpression): readonly number[] {
  switch (part.kind) {
    case "call":
      return operatorsOf(part.function);
    case "subscript":
      return operatorsOf(part.object);
    case "attribute":
      return isBracketed(part.object) ? [DOT_AFTER_BRACKETS, ...operatorsOf(part.object)] : operatorsOf(part.object);
    case "unary":
      return part.operator === "~" ? [INVERSION, ...operatorsOf(part.operand)] : operatorsOf(part.operand);
    case "binary":
      return [bindingOfOperator(part.operator), ...operatorsOf(part.left), ...operatorsOf(part.right)];
    default:
      return [];
  }
}

function hasBrackets(part: PythonExpression): boolean {
  switch (part.kind) {
    case "attribute":
      return hasBrackets(part.object);
    case "unary":
      return hasBrackets(part.operand);
    case "binary":
      return hasBrackets(part.left) || hasBrackets(part.right);
    default:
      return isBracketed(part);
  }
}

const isBracketed = ({ kind }: PythonExpression): boolean =>
  kind === "call" || kind === "subscript" || kind === "list" || kind === "tuple" || kind === "parentheses";

/** Brackets with something to break inside; those of a subscript are no good place. */
function hasContent(part: PythonExpression | undefined): boolean {
  switch (part?.kind) {
    case "call":
      return part.arguments.length + part.keywords.length > 0;
    case "list":
    case "tuple":
      return part.elements.length > 0;
    case "parentheses":
      return true;
    default:
      return false;
  }
}

/** What the source begins with; undefined where that is an operator. */
function firstOf(value: PythonExpression): PythonExpression | undefined {
  switch (value.kind) {
    case "binary":
      return firstOf(value.left);
    case "call":
      return firstOf(value.function);
    case "attribute":
    case "subscript":
      return firstOf(value.object);
    case "unary":
      return undefined;
    default:
      return value;
  }
}

function lastOf(value: PythonExpression): PythonExpression {
  if (value.kind === "binary") return lastOf(value.right);
  return value.kind === "unary" ? lastOf(value.operand) : value;
}
