import { keysIn } from "../expressions/pseudonym.ts";
import type { RelationNode } from "./relation.ts";
import { ruleOf } from "./rules.ts";
import { nodesInOrder } from "./steps.ts";

/** The names of the pseudonym keys that a relation uses, in the order of the names. */
export const pseudonymKeys = (relation: RelationNode): readonly string[] =>
  keysIn(nodesInOrder(relation).flatMap((node) => ruleOf(node).expressions(node)));
