import type { CallTerm, ConstantTerm, Term } from "../terms/term.ts";
import type { Assertion } from "./reason.ts";

/** A term in a union-find; what stands on a root speaks of the whole class. */
export interface Node {
  readonly id: number;
  readonly term: Term;
  parent: Node | undefined;
  members: Node[];
  /** The calls with an argument in the class. */
  uses: CallNode[];
  /** Why the class is known not to be NULL, or to be; empty where it is not known. */
  notNull: readonly Assertion[];
  isNull: readonly Assertion[];
  constant: ConstantTerm | undefined;
}

export type CallNode = Node & { readonly term: CallTerm };

export const isCall = (node: Node): node is CallNode => node.term.kind === "call";

export function rootOf(node: Node): Node {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  let at = node;
  while (at.parent !== undefined && at.parent !== root) {
    const above: Node = at.parent;
    at.parent = root;
    at = above;
  }
  return root;
}
