import { isLowered, type LoweredNode } from "../operations/lowered.ts";
import type { RelationNode } from "../operations/relation.ts";
import { balanceUnions } from "./rewrites/balance-unions.ts";
import { dropIdleProjections } from "./rewrites/drop-idle-projections.ts";
import { endInProject } from "./rewrites/end-in-project.ts";
import { lowerProjections } from "./rewrites/lower-projections.ts";
import { mergeProjections } from "./rewrites/merge-projections.ts";
import { narrowReads } from "./rewrites/narrow-reads.ts";
import { pruneColumns } from "./rewrites/prune-columns.ts";

/** In this order; each keeps the rows and the columns of the result. */
export const REWRITES: readonly ((root: RelationNode) => RelationNode)[] = [
  lowerProjections,
  endInProject,
  mergeProjections,
  pruneColumns,
  mergeProjections,
  dropIdleProjections,
  narrowReads,
  balanceUnions,
];

/** What the back ends write: the same rows in fewer and earlier steps. */
export function rewrite(root: RelationNode): LoweredNode {
  const lowered = REWRITES.reduce((relation, step) => step(relation), root);
  if (!isLowered(lowered)) throw new Error(`${lowered.op} was not lowered`);
  return lowered;
}
