import type { RelationNode } from "../../operations/relation.ts";
import { fold, lineageOfRelation } from "../../operations/rules.ts";
import { fromSteps, type Step } from "../../operations/steps.ts";
import { MEANINGS } from "./operations.ts";
import type { Meaning, Naming } from "./relation-meaning.ts";
import type { Terms } from "./terms.ts";

/** The meaning of the steps of a plan. Throws for steps that are no plan. */
export function meaningOf(terms: Terms, steps: readonly Step[], naming: Naming): Meaning {
  const meanings = fold<Meaning>(new WeakMap<RelationNode, Meaning>(), (node, inputs) =>
    MEANINGS[node.op](node as never, inputs, { terms, naming }),
  );
  const relation = fromSteps(steps);
  lineageOfRelation(relation);
  return meanings(relation);
}
