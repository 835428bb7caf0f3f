import { copyOf, projectionRule } from "./projection.ts";
import type { RelationNode } from "./relation.ts";
import { findColumn, pickColumns } from "./support.ts";

/** The named columns, in the order of the names. */
export interface SelectNode {
  readonly op: "select";
  readonly input: RelationNode;
  readonly columns: readonly string[];
}

export const select = projectionRule<SelectNode>(
  (node, input) => node.columns.filter((name) => findColumn(input, name) !== undefined).map((name) => copyOf(name)),
  (node, input, report) => {
    pickColumns(input, node.columns, "the relation", report);
  },
);
