import { copyOf, projectionRule } from "./projection.ts";
import type { RelationNode } from "./relation.ts";
import { checkNames, pickColumns } from "./support.ts";

/** All columns but the named ones. */
export interface DropColumnsNode {
  readonly op: "dropColumns";
  readonly input: RelationNode;
  readonly columns: readonly string[];
}

export const dropColumns = projectionRule<DropColumnsNode>(
  (node, input) => {
    const dropped = new Set(node.columns);
    return input.columns.filter(({ name }) => !dropped.has(name)).map(({ name }) => copyOf(name));
  },
  (node, input, report) => {
    checkNames(node.columns, "dropColumns", report);
    pickColumns(input, node.columns, "the relation", report);
  },
);
