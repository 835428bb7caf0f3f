import type { Expression } from "../expressions/expression.ts";
import { nonNullKey, nonNullWhen } from "../expressions/null-facts.ts";
import { decides, originsOf } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { namesOf, only } from "./support.ts";

/** The rows for which the condition is TRUE; where it is FALSE or NULL they go. */
export interface FilterNode {
  readonly op: "filter";
  readonly input: RelationNode;
  readonly where: Expression;
  /** What the author calls a row, for the names in the script. */
  readonly row?: string;
}

export const filter: OperationRule<FilterNode> = {
  inputs: (node) => [node.input],
  withInputs: (node, inputs) => ({ ...node, input: only(inputs) }),
  expressions: (node) => [node.where],
  schema: (node, inputs) => {
    const input = only(inputs);
    const nonNull = nonNullWhen(node.where, true);
    return {
      ...input,
      columns: input.columns.map((column) =>
        column.nullable && nonNull.has(nonNullKey(column.name)) ? { ...column, nullable: false } : column,
      ),
    };
  },
  lineage: (node, inputs) => {
    const input = only(inputs);
    return {
      columns: input.columns,
      rows: decides(
        input.rows,
        originsOf(node.where, () => input),
      ),
    };
  },
  needs: (node, needed) => [new Set([...needed, ...namesOf(node.where)])],
};
