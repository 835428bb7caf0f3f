import type { Column } from "../schema/column-type.ts";
import type { OperationRule } from "./operation-rule.ts";

/** Every row of a named source or table. Its columns stand here too, so that a relation is whole without its lake. */
export interface ReadNode {
  readonly op: "read";
  readonly table: string;
  readonly columns: readonly Column[];
}

export const read: OperationRule<ReadNode> = {
  inputs: () => [],
  withInputs: (node) => node,
  expressions: () => [],
  schema: (node) => ({ columns: node.columns }),
  lineage: (node) => ({
    columns: new Map(
      node.columns.map(({ name }) => [
        name,
        { from: [{ table: node.table, column: name, how: "copied" }], expression: `${node.table}.${name}` },
      ]),
    ),
    rows: [],
  }),
  needs: () => [],
};
