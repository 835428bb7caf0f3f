import type { RelationNode } from "../../operations/relation.ts";
import { fold, inputsOf } from "../../operations/rules.ts";
import { nodesInOrder, withInputs } from "../../operations/steps.ts";

/** So many relations in one chain of unions are written as the author has them. */
const MOST_IN_A_CHAIN = 32;

/** A long chain of unions becomes a balanced tree with the same arms in the same order: engines nest as deep as what they read. */
export function balanceUnions(root: RelationNode): RelationNode {
  const readers = new Map<RelationNode, RelationNode[]>();
  for (const node of nodesInOrder(root)) for (const input of inputsOf(node)) readers.set(input, [...(readers.get(input) ?? []), node]);
  /** It is an arm of another union, and read by nothing else. */
  const isInner = (node: RelationNode): boolean => {
    const [reader, ...others] = readers.get(node) ?? [];
    return node.op === "union" && reader?.op === "union" && others.length === 0;
  };
  const arms = new Map<RelationNode, number>();
  return fold<RelationNode>(new WeakMap(), (original, inputs) => {
    const node = withInputs(original, inputs);
    if (node.op !== "union") return node;
    const count = inputsOf(original).reduce((sum, input) => sum + (isInner(input) ? (arms.get(input) ?? 1) : 1), 0);
    arms.set(original, count);
    return isInner(original) || count <= MOST_IN_A_CHAIN ? node : balanced(armsOf(node, original, isInner));
  })(root);
}

/** From left to right; `original` tells which of the unions in `node` are inner ones. */
function armsOf(node: RelationNode, original: RelationNode, isInner: (node: RelationNode) => boolean): readonly RelationNode[] {
  const found: RelationNode[] = [];
  const pending = [{ node, original, isOuter: true }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node: at, original: was } = next;
    if (at.op !== "union" || was.op !== "union" || !(next.isOuter || isInner(was))) {
      found.push(at);
      continue;
    }
    pending.push({ node: at.right, original: was.right, isOuter: false }, { node: at.left, original: was.left, isOuter: false });
  }
  return found;
}

function balanced(arms: readonly RelationNode[]): RelationNode {
  let level = arms;
  while (level.length > 1) {
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i): RelationNode => {
      const [left, right] = [level[2 * i], level[2 * i + 1]] as const;
      if (left === undefined) throw new Error("a level has as many as it has");
      return right === undefined ? left : { op: "union", left, right };
    });
  }
  const [root] = level;
  if (root === undefined) throw new Error("a union has arms");
  return root;
}
