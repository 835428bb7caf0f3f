import type { NodeOf, Operation, RelationNode } from "./relation.ts";

/** The operations that the rewrites leave: what a back end has to write. */
export type LoweredOperation = Exclude<Operation, "select" | "dropColumns" | "rename" | "derive">;
export type LoweredNode = NodeOf<LoweredOperation>;

/** Every relation after the rewrites has lowered nodes only. */
export const isLowered = (node: RelationNode): node is LoweredNode =>
  node.op !== "select" && node.op !== "dropColumns" && node.op !== "rename" && node.op !== "derive";
