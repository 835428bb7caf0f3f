import type { RelationNode } from "../../operations/relation.ts";
import { fold } from "../../operations/rules.ts";
import { withInputs } from "../../operations/steps.ts";
import { neededColumns } from "./needed-columns.ts";

/** A read names only the columns that something needs, so that a new column elsewhere changes nothing here. */
export function narrowReads(root: RelationNode): RelationNode {
  const needed = neededColumns(root);
  return fold<RelationNode>(new WeakMap(), (node, inputs) =>
    node.op === "read" ? { ...node, columns: node.columns.filter(({ name }) => needed.get(node)?.has(name)) } : withInputs(node, inputs),
  )(root);
}
