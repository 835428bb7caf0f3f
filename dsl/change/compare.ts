import { type Change, CLASSES } from "./change.ts";
import { downstreamOf, type Felt } from "./downstream.ts";
import { type Paired, pairTables } from "./pair-tables.ts";
import { changesOfLake, changesOfTable } from "./rules/rules.ts";
import { differing } from "./tree/differing.ts";
import type { Tree } from "./tree/tree.ts";

/** What the change from one generated tree to another means. */
export interface Comparison {
  readonly base: Tree;
  readonly head: Tree;
  /** In the order of the tables, the gravest of a table first. */
  readonly changes: readonly Change[];
  readonly downstream: readonly Felt[];
  readonly paired: Paired;
}

/** Compares two generated trees. The same trees give the same answer; nothing of them is run. */
export function compare(base: Tree, head: Tree): Comparison {
  const paired = pairTables(differing(base, head));
  const ofTables = paired.compared.flatMap((one) => changesOfTable(one).toSorted(byClass));
  const changes = [...changesOfLake(base, head, paired.renamed).toSorted(byClass), ...ofTables];
  return { base, head, changes, downstream: downstreamOf(changes, paired.compared, head), paired };
}

const byClass = (a: Change, b: Change): number => CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class);
