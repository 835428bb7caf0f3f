import { elementOf } from "../expressions/collections.ts";
import { type Column, INT32, type Schema, typeName, UNKNOWN } from "../schema/column-type.ts";
import { type ColumnLineage, computed, decides, fromOf } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import type { RelationNode } from "./relation.ts";
import { checkNames, findColumn, only, originsOfNames, pickColumns, schemaOf } from "./support.ts";

/**
 * One row for each element of an array, which stands in the array's place, the position before it. A row with no element (the array is
 * empty or NULL) goes, or with `keepEmpty` stays once, with NULL for both. That one row becomes several is what the operation says, so
 * it needs no reason, unlike a join.
 */
export interface ExplodeNode {
  readonly op: "explode";
  readonly input: RelationNode;
  readonly column: string;
  readonly as: string;
  /** The column of the element's place, from 0. */
  readonly position?: string;
  readonly keepEmpty: boolean;
}

function explodedColumns({ column, as, position, keepEmpty }: ExplodeNode, input: Schema): readonly Column[] {
  const type = findColumn(input, column)?.type ?? UNKNOWN;
  const made: readonly Column[] = [
    ...(position === undefined ? [] : [{ name: position, type: INT32, nullable: keepEmpty }]),
    { name: as, type: elementOf(type) ?? UNKNOWN, nullable: keepEmpty },
  ];
  return input.columns.flatMap((one) => (one.name === column ? made : [one]));
}

export const explode: OperationRule<ExplodeNode> = {
  inputs: (node) => [node.input],
  withInputs: (node, inputs) => ({ ...node, input: only(inputs) }),
  expressions: () => [],
  schema: (node, inputs, report) => {
    const input = only(inputs);
    const [array] = pickColumns(input, [node.column], "the relation", report);
    if (array !== undefined && array.type.kind !== "array" && array.type.kind !== "unknown") {
      const arrays = input.columns.filter(({ type }) => type.kind === "array").map(({ name }) => name);
      report({ code: "not-an-array", parameters: { column: node.column, type: typeName(array.type), arrays }, focus: node.column });
    }
    const columns = explodedColumns(node, input);
    checkNames(
      columns.map(({ name }) => name),
      "explode",
      report,
    );
    return schemaOf(columns, inputs, "explode", report);
  },
  lineage: (node, inputs) => {
    const input = only(inputs);
    const array = input.columns.get(node.column)?.expression ?? node.column;
    const from = computed(fromOf(input, node.column));
    const made: readonly (readonly [string, ColumnLineage])[] = [
      ...(node.position === undefined ? [] : [[node.position, { from, expression: `position in ${array}` }] as const]),
      [node.as, { from, expression: `element of ${array}` }],
    ];
    const columns = [...input.columns].flatMap(([name, lineage]) => (name === node.column ? made : [[name, lineage] as const]));
    return { columns: new Map(columns), rows: decides(input.rows, originsOfNames(input, [node.column])) };
  },
  needs: (node, needed) => {
    const made = new Set([node.as, node.position]);
    return [new Set([...[...needed].filter((name) => !made.has(name)), node.column])];
  },
};
