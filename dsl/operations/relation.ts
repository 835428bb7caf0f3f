import type { AggregateNode } from "./aggregate.ts";
import type { DeriveNode } from "./derive.ts";
import type { DistinctNode } from "./distinct.ts";
import type { DropColumnsNode } from "./drop-columns.ts";
import type { ExplodeNode } from "./explode.ts";
import type { FilterNode } from "./filter.ts";
import type { AntiJoinNode, JoinNode, LeftJoinNode, SemiJoinNode } from "./join.ts";
import type { LatestNode } from "./latest.ts";
import type { ProjectNode } from "./project.ts";
import type { ReadNode } from "./read.ts";
import type { RenameNode } from "./rename.ts";
import type { SelectNode } from "./select.ts";
import type { UnionNode } from "./union.ts";
import type { WindowNode } from "./window.ts";

/**
 * The plan of a relation: a graph of operations as readonly plain data. Nodes may be shared; `compiler/steps.ts` writes the graph
 * as a list that survives JSON.
 */
export type RelationNode =
  | ReadNode
  | FilterNode
  | SelectNode
  | DropColumnsNode
  | RenameNode
  | DeriveNode
  | ProjectNode
  | JoinNode
  | LeftJoinNode
  | SemiJoinNode
  | AntiJoinNode
  | DistinctNode
  | LatestNode
  | AggregateNode
  | WindowNode
  | ExplodeNode
  | UnionNode;

export type Operation = RelationNode["op"];
export type NodeOf<Op extends Operation> = Extract<RelationNode, { readonly op: Op }>;
