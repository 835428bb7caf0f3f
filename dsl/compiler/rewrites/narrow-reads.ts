import type { RelationNode } from "../../operations/relation.ts";
import { fold } from "../../operations/rules.ts";
import { withInputs } from "../../operations/steps.ts";
import { neededColumns } from "./needed-columns.ts";

/** A read names only the columns that something needs, without their descriptions: a new column or other words elsewhere change nothing here. */
export function narrowReads(root: RelationNode): RelationNode {
  const needed = neededColumns(root);
  return fold<RelationNode>(new WeakMap(), (node, inputs) =>
    node.op === "read"
      ? {
          ...node,
          columns: node.columns
            .filter(({ name }) => needed.get(node)?.has(name))
            .map(({ name, type, nullable }) => ({ name, type, nullable })),
        }
      : withInputs(node, inputs),
  )(root);
}
