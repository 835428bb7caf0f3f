import { decides } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { checkComparable, only, originsOfAll } from "./support.ts";

/** Each different row once; NULL is equal to NULL here. */
export interface DistinctNode {
  readonly op: "distinct";
  readonly input: RelationNode;
}

export const distinct: OperationRule<DistinctNode> = {
  inputs: (node) => [node.input],
  withInputs: (node, inputs) => ({ ...node, input: only(inputs) }),
  expressions: () => [],
  schema: (_, inputs, report) => {
    checkComparable(only(inputs).columns, "distinct", report);
    return only(inputs);
  },
  lineage: (_, inputs) => {
    const input = only(inputs);
    return { columns: input.columns, rows: decides(input.rows, originsOfAll(input)) };
  },
  needs: (_, __, inputs) => [new Set(only(inputs).columns.map((column) => column.name))],
};
