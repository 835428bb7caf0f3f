import { copyOf, type ProjectedColumn, projectionRule } from "./projection.ts";
import type { RelationNode } from "./relation.ts";

/**
 * New columns from expressions over the input's columns; one of an existing name replaces that column in its place.
 * All see the input, none sees another new column.
 */
export interface DeriveNode {
  readonly op: "derive";
  readonly input: RelationNode;
  readonly columns: readonly ProjectedColumn[];
  /** What the author calls a row, for the names in the script. */
  readonly row?: string;
}

export const derive = projectionRule<DeriveNode>(
  (node, input) => {
    const existing = new Set(input.columns.map(({ name }) => name));
    const derived = new Map(node.columns.map((column) => [column.name, column]));
    return [
      ...input.columns.map(({ name }) => derived.get(name) ?? copyOf(name)),
      ...node.columns.filter(({ name }) => !existing.has(name)),
    ];
  },
  () => {},
  (node) => node.columns,
);
