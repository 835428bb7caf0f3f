import type { LakePlan } from "../operations/lake.ts";
import type { RelationNode } from "../operations/relation.ts";
import { fold, inputsOf, schemaOfRelation } from "../operations/rules.ts";

/** Where a column lives: in the result of an operation, or in a source or table of this name. */
export type Home = RelationNode | string;

/** How columns of one name pass from home to home. */
export interface Flow {
  readonly column: string;
  /** Every operation of the lake, inputs first. */
  readonly nodes: readonly RelationNode[];
  /** The homes that a column of this name comes to a home from; none where it is made. */
  readonly from: ReadonlyMap<Home, readonly Home[]>;
}

export const hasColumn = (node: RelationNode, column: string): boolean =>
  schemaOfRelation(node).columns.some(({ name }) => name === column);

/**
 * Follows the columns of a name through the lake. A join that matches columns of one name keeps the left one; `withMatched`
 * is whether the right one counts as the same column.
 */
export function flowOf(plan: LakePlan, column: string, withMatched: boolean): Flow {
  const nodes = nodesOf(plan);
  const from = new Map<Home, readonly Home[]>();
  for (const { name, columns } of plan.sources) if (columns.some((own) => own.name === column)) from.set(name, []);
  for (const node of nodes) if (hasColumn(node, column)) from.set(node, cameFrom(node, column, withMatched));
  for (const { name, relation } of plan.tables) if (hasColumn(relation, column)) from.set(name, [relation]);
  return { column, nodes, from };
}

function nodesOf({ tables }: LakePlan): readonly RelationNode[] {
  const nodes: RelationNode[] = [];
  const visit = fold<true>(new WeakMap(), (node) => {
    nodes.push(node);
    return true;
  });
  for (const { relation } of tables) visit(relation);
  return nodes;
}

function cameFrom(node: RelationNode, column: string, withMatched: boolean): readonly Home[] {
  switch (node.op) {
    case "read":
      return [node.table];
    case "rename":
      return node.columns.some(({ from, to }) => to === column && from !== column) ? [] : [node.input];
    case "derive":
    case "project":
      // One in the place of another is the same column to those who read it.
      return node.columns.some(({ name }) => name === column) && !hasColumn(node.input, column) ? [] : [node.input];
    case "window":
      return node.columns.some(({ name }) => name === column) ? [] : [node.input];
    case "explode":
      return node.as === column || node.position === column ? [] : [node.input];
    case "aggregate":
      return node.by.includes(column) ? [node.input] : [];
    case "union":
      return [node.left, node.right];
    case "join":
    case "leftJoin":
      return [node.left, node.right].filter((side) => hasColumn(side, column)).slice(0, withMatched ? 2 : 1);
    default:
      return inputsOf(node).slice(0, 1);
  }
}

/** All homes that a column of a home comes to, the home itself among them. */
export function downstream({ from }: Flow, start: Home): ReadonlySet<Home> {
  const reached = new Set<Home>([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const [home, origins] of from) if (origins.some((origin) => reached.has(origin))) reached.add(home);
  }
  return reached;
}

/** All homes that have to give the column one name: those that it comes from, and all that these lead to. */
export function connected(flow: Flow, start: Home): ReadonlySet<Home> {
  const reached = new Set<Home>([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const [home, origins] of flow.from) {
      const isReached = reached.has(home) || origins.some((origin) => reached.has(origin));
      if (isReached) for (const near of [home, ...origins]) reached.add(near);
    }
  }
  return reached;
}

/** The homes among these where the column is made. */
export const makers = ({ from }: Flow, homes: ReadonlySet<Home>): readonly Home[] =>
  [...homes].filter((home) => from.get(home)?.length === 0);
