import { ts } from "ts-morph";
import { type Call, descendants, isCall, keyOf } from "./syntax.ts";

/**
 * The part of a call's arguments that `focus` names: a key, a string, or a property that an expression reads
 * (`customer.email`, or `{ email }` in a parameter). With dots it is a path, each name inside what the one before names:
 * `row.address.city`; where the path ends early, so does the search. What stands in the arguments of other calls comes
 * after what does not, then the less nested before the more nested, then the first.
 */
export function focusIn(call: Call, focus: string): ts.Node | undefined {
  const whole = best(argumentsOf(call), focus);
  if (whole !== undefined) return whole.named;
  let found: Match | undefined;
  for (const name of focus.split(".")) {
    const next = best(found === undefined ? argumentsOf(call) : [found.inside], name);
    if (next === undefined) break;
    found = next;
  }
  return found?.named;
}

interface Match {
  /** The node to point at. */
  readonly named: ts.Node;
  /** Where the next name of a path is looked for. */
  readonly inside: ts.Node;
}

function best(starts: readonly ts.Node[], name: string): Match | undefined {
  const matches = starts.flatMap((start) =>
    descendants(start).flatMap((node) => {
      const match = matchOf(node, name);
      return match === undefined ? [] : [{ ...match, ...distance(node, start) }];
    }),
  );
  return matches.sort((a, b) => a.calls - b.calls || a.depth - b.depth)[0];
}

/** How far a node is from a node around it. What a lambda holds is as near as the lambda, whatever is called there. */
function distance(node: ts.Node, around: ts.Node): { readonly calls: number; readonly depth: number } {
  let calls = 0;
  let depth = 0;
  for (let inner = node; inner !== around; inner = inner.parent) {
    if (ts.isFunctionLike(inner)) calls = 0;
    if (isCall(inner.parent) && argumentsOf(inner.parent).includes(inner)) calls += 1;
    depth += 1;
  }
  return { calls: ts.isFunctionLike(around) ? 0 : calls, depth };
}

function matchOf(node: ts.Node, name: string): Match | undefined {
  if (ts.isStringLiteralLike(node)) return node.text === name ? { named: node, inside: node } : undefined;
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === name && !isCalled(node) ? { named: node.name, inside: node.name } : undefined;
  const key = keyNode(node);
  if (key === undefined || keyOf(key) !== name) return undefined;
  return { named: key, inside: ts.isPropertyAssignment(node) ? node.initializer : key };
}

function keyNode(node: ts.Node): ts.PropertyName | ts.BindingName | undefined {
  if (ts.isBindingElement(node)) return node.propertyName ?? node.name;
  return ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node) ? node.name : undefined;
}

/** A property that is called is a method, not a column. */
const isCalled = (node: ts.Node): boolean => ts.isCallExpression(node.parent) && node.parent.expression === node;

function argumentsOf(call: Call): readonly ts.Node[] {
  return ts.isTaggedTemplateExpression(call) ? [call.template] : (call.arguments ?? []);
}
