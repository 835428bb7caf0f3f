import { type Column, type Schema, sameType, typeName } from "../schema/column-type.ts";
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
    const known = !left.poisoned && !right.poisoned;
    const lacking = (these: readonly Column[], other: Schema): readonly string[] =>
      known ? these.filter(({ name }) => findColumn(other, name) === undefined).map(({ name }) => name) : [];
    const types: { column: string; left: string; right: string }[] = [];
    const columns = left.columns.map((column): Column => {
      const other = findColumn(right, column.name);
      if (other === undefined) return column;
      if (!sameType(column.type, other.type)) types.push({ column: column.name, left: typeName(column.type), right: typeName(other.type) });
      return { ...column, nullable: column.nullable || other.nullable };
    });
    const onlyLeft = lacking(left.columns, right);
    const onlyRight = lacking(right.columns, left);
    const [focus] = [...onlyLeft, ...onlyRight, ...types.map(({ column }) => column)];
    if (focus !== undefined) report({ code: "union-mismatch", parameters: { onlyLeft, onlyRight, types }, focus });
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
