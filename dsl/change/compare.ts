import { byGravity, type Change, gravityOf } from "./change.ts";
import { downstreamOf, type Felt } from "./downstream.ts";
import { type Paired, pairTables } from "./pair-tables.ts";
import { changesOfLake, changesOfTable } from "./rules/rules.ts";
import { toldOnce } from "./taken-over.ts";
import { differing } from "./tree/differing.ts";
import type { Tree } from "./tree/tree.ts";

/** What the change from one generated tree to another means. */
export interface Comparison {
  readonly base: Tree;
  readonly head: Tree;
  /** Table by table, that with the gravest change first, and the gravest of a table first. */
  readonly changes: readonly Change[];
  readonly downstream: readonly Felt[];
  readonly paired: Paired;
}

/** Compares two generated trees. The same trees give the same answer; nothing of them is run. */
export function compare(base: Tree, head: Tree): Comparison {
  const paired = pairTables(differing(base, head));
  const ofTables = toldOnce(paired.compared.map((compared) => ({ compared, changes: changesOfTable(compared) })));
  const changes = [changesOfLake(base, head, paired.renamed), ...ofTables.map((one) => one.changes)]
    .map((some) => some.toSorted(byGravity))
    .toSorted((some, others) => gravestOf(some) - gravestOf(others))
    .flat();
  return { base, head, changes, downstream: downstreamOf(changes, paired.compared, head), paired };
}

/** Of changes with the gravest first. */
const gravestOf = ([first]: readonly Change[]): number => (first === undefined ? 0 : gravityOf(first));
