import type { Report } from "../diagnostics/diagnostic.ts";
import type { Schema } from "../schema/column-type.ts";
import { aggregate } from "./aggregate.ts";
import { derive } from "./derive.ts";
import { distinct } from "./distinct.ts";
import { dropColumns } from "./drop-columns.ts";
import { explode } from "./explode.ts";
import { filter } from "./filter.ts";
import { antiJoin, join, leftJoin, semiJoin } from "./join.ts";
import { latest } from "./latest.ts";
import type { Lineage } from "./lineage.ts";
import type { OperationRule } from "./operation-rule.ts";
import { project } from "./project.ts";
import { read } from "./read.ts";
import type { NodeOf, Operation, RelationNode } from "./relation.ts";
import { rename } from "./rename.ts";
import { select } from "./select.ts";
import { union } from "./union.ts";
import { window } from "./window.ts";

const RULES: { readonly [Op in Operation]: OperationRule<NodeOf<Op>> } = {
  read,
  filter,
  select,
  dropColumns,
  rename,
  derive,
  project,
  join,
  leftJoin,
  semiJoin,
  antiJoin,
  distinct,
  latest,
  aggregate,
  window,
  explode,
  union,
};

export const ruleOf = <N extends RelationNode>(node: N): OperationRule<N> => RULES[node.op] as unknown as OperationRule<N>;

export const inputsOf = (node: RelationNode): readonly RelationNode[] => ruleOf(node).inputs(node);

/** Computes something of a relation from the same thing of its inputs; a shared node is computed once. */
export function fold<T>(memo: WeakMap<RelationNode, T>, step: (node: RelationNode, inputs: readonly T[]) => T): (root: RelationNode) => T {
  return (root) => {
    const pending: RelationNode[] = [root];
    for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
      const missing = inputsOf(node).filter((input) => !memo.has(input));
      if (missing.length > 0) {
        // The first input goes on top, so that inputs are visited in their order.
        pending.push(...missing.reverse());
        continue;
      }
      pending.pop();
      if (!memo.has(node))
        memo.set(
          node,
          step(
            node,
            inputsOf(node).map((input) => memo.get(input) as T),
          ),
        );
    }
    return memo.get(root) as T;
  };
}

const neverReports: Report = (problem) => {
  throw new Error(`the plan is broken: ${problem.code} ${JSON.stringify(problem.parameters)}`);
};

/** The columns of a relation that is known to be right. Throws if it is not. */
export const schemaOfRelation: (relation: RelationNode) => Schema = fold(new WeakMap(), (node, inputs) =>
  ruleOf(node).schema(node, inputs, neverReports),
);

export const lineageOfRelation: (relation: RelationNode) => Lineage = fold(new WeakMap(), (node, inputs) =>
  ruleOf(node).lineage(node, inputs, inputsOf(node).map(schemaOfRelation)),
);
