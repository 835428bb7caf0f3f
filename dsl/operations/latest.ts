import { decides, type Lineage } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { checkComparable, checkNames, only, originsOfAll, pickColumns } from "./support.ts";

/**
 * The newest row of each key, NULL being a key like any other: the greatest `newest` first, then all columns in
 * declared order ascending, NULL last everywhere. So the result does not depend on the order of the input.
 */
export interface LatestNode {
  readonly op: "latest";
  readonly input: RelationNode;
  readonly by: readonly string[];
  readonly newest: string;
}

export const latest: OperationRule<LatestNode> = {
  inputs: (node) => [node.input],
  withInputs: (node, inputs) => ({ ...node, input: only(inputs) }),
  expressions: () => [],
  schema: (node, inputs, report) => {
    const input = only(inputs);
    if (node.by.length === 0) report({ code: "no-keys", parameters: { operation: "latest" } });
    checkNames(node.by, "latest", report);
    pickColumns(input, [...node.by, node.newest], "the relation", report);
    checkComparable(input.columns, "latest", report);
    return input;
  },
  lineage: (_, inputs): Lineage => {
    const input = only(inputs);
    return { columns: input.columns, rows: decides(input.rows, originsOfAll(input)) };
  },
  needs: (_, __, inputs) => [new Set(only(inputs).columns.map((column) => column.name))],
};
