import type { Expression } from "../expressions/expression.ts";
import type { FunctionName } from "../expressions/functions.ts";

/** What calls of calls mean is what one call of all the parts means, in the same order. */
const ASSOCIATIVE: ReadonlySet<FunctionName> = new Set(["and", "or", "concat"]);

/** Calls of one function nest so deep before they become one call of all the parts: a loop may well chain thousands. */
const DEEPEST = 16;

/** How deep calls of its own function nest in a call; 0 where none does. */
const depths = new WeakMap<Expression, number>();

/** The call, without deep nesting where that makes no difference. */
export function callOf(name: FunctionName, args: readonly Expression[]): Expression {
  if (!ASSOCIATIVE.has(name)) return { op: "call", function: name, arguments: args };
  const nested = (node: Expression): readonly Expression[] => (node.op === "call" && node.function === name ? node.arguments : []);
  const flat = (node: Expression): readonly Expression[] => (nested(node).length === 0 ? [node] : nested(node).flatMap(flat));
  const depth = Math.max(...args.map((arg) => (nested(arg).length === 0 ? 0 : 1 + (depths.get(arg) ?? 0))));
  const made: Expression = { op: "call", function: name, arguments: depth > DEEPEST ? args.flatMap(flat) : args };
  depths.set(made, depth > DEEPEST ? 0 : depth);
  return made;
}
