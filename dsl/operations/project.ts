import { type ProjectedColumn, projectionRule } from "./projection.ts";
import type { RelationNode } from "./relation.ts";

/** What the rewrites make of `select`, `dropColumns`, `rename` and `derive`; no author writes it. */
export interface ProjectNode {
  readonly op: "project";
  readonly input: RelationNode;
  readonly columns: readonly ProjectedColumn[];
}

export const project = projectionRule<ProjectNode>(
  (node) => node.columns,
  () => {},
  (node) => node.columns,
);
