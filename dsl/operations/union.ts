import { type Column, sameType, typeName } from "../schema/column-type.ts";
import { fromOf, mergeOrigins } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { both, findColumn, schemaOf } from "./support.ts";

/** UNION ALL by name: the same names with the same types, in the left side's order. */
export interface UnionNode {
  readonly op: "union";
  readonly left: RelationNode;
  readonly right: RelationNode;
}

export const union: OperationRule<UnionNode> = {
  inputs: (node) => [node.left, node.right],
  withInputs: (node, inputs) => {
    const [left, right] = both(inputs);
    return { ...node, left, right };
  },
  expressions: () => [],
  schema: (_, inputs, report) => {
    const [left, right] = both(inputs);
    const differ = (column: string, difference: string): void =>
      report({ code: "union-mismatch", parameters: { column, difference }, focus: column });
    const known = !left.poisoned && !right.poisoned;
    const columns = left.columns.map((column): Column => {
      const other = findColumn(right, column.name);
      if (other === undefined) {
        if (known) differ(column.name, "the right side lacks it");
        return column;
      }
      if (!sameType(column.type, other.type))
        differ(column.name, `${typeName(column.type)} on the left, ${typeName(other.type)} on the right`);
      return { ...column, nullable: column.nullable || other.nullable };
    });
    for (const column of right.columns)
      if (known && findColumn(left, column.name) === undefined) differ(column.name, "the left side lacks it");
    return schemaOf(columns, inputs, "union", report);
  },
  lineage: (_, inputs) => {
    const [left, right] = both(inputs);
    return {
      columns: new Map(
        [...left.columns].map(([name, lineage]) => {
          const other = right.columns.get(name)?.expression;
          const expression = other === undefined || other === lineage.expression ? lineage.expression : `${lineage.expression} | ${other}`;
          return [name, { from: mergeOrigins(lineage.from, fromOf(right, name)), expression }];
        }),
      ),
      rows: mergeOrigins(left.rows, right.rows),
    };
  },
  needs: (_, needed) => [needed, needed],
};
