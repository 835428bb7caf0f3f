import { copyOf, projectionRule } from "./projection.ts";
import type { RelationNode } from "./relation.ts";
import { pickColumns } from "./support.ts";

/** The same columns in the same order, some under another name. */
export interface RenameNode {
  readonly op: "rename";
  readonly input: RelationNode;
  readonly columns: readonly { readonly from: string; readonly to: string }[];
}

export const rename = projectionRule<RenameNode>(
  (node, input) => {
    const names = new Map(node.columns.map(({ from, to }) => [from, to]));
    return input.columns.map(({ name }) => copyOf(name, names.get(name)));
  },
  (node, input, report) => {
    const renamed = node.columns.map(({ from }) => from);
    pickColumns(input, renamed, "the relation", report);
  },
);
