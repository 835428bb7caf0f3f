import type { RelationNode } from "../../operations/relation.ts";
import { inputsOf, ruleOf, schemaOfRelation } from "../../operations/rules.ts";
import { nodesInOrder } from "../../operations/steps.ts";

/** What each node must give, over all that read it. The root gives all that it has. */
export function neededColumns(root: RelationNode): ReadonlyMap<RelationNode, ReadonlySet<string>> {
  const needed = new Map<RelationNode, Set<string>>([[root, new Set(schemaOfRelation(root).columns.map(({ name }) => name))]]);
  for (const node of nodesInOrder(root).toReversed()) {
    const needs = needsOf(node, needed.get(node) ?? new Set());
    inputsOf(node).forEach((input, i) => {
      needed.set(input, new Set([...(needed.get(input) ?? []), ...(needs[i] ?? [])]));
    });
  }
  return needed;
}

/** What each input must give for the named columns of the node: at least one column, because a relation has one. */
export function needsOf(node: RelationNode, names: ReadonlySet<string>): readonly ReadonlySet<string>[] {
  const inputs = inputsOf(node).map(schemaOfRelation);
  return ruleOf(node)
    .needs(node, names, inputs)
    .map((needs, i) => (needs.size > 0 ? needs : new Set(inputs[i]?.columns.slice(0, 1).map(({ name }) => name))));
}
