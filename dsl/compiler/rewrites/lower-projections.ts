import type { RelationNode } from "../../operations/relation.ts";
import { fold, inputsOf, ruleOf, schemaOfRelation } from "../../operations/rules.ts";
import { withInputs } from "../../operations/steps.ts";

/** `select`, `dropColumns`, `rename` and `derive` become `project`. */
export const lowerProjections = (root: RelationNode): RelationNode =>
  fold<RelationNode>(new WeakMap(), (node, inputs) => {
    const lowered = withInputs(node, inputs);
    const [input] = inputsOf(lowered);
    const { projection } = ruleOf(lowered);
    if (projection === undefined || input === undefined) return lowered;
    return { op: "project", input, columns: projection(lowered, schemaOfRelation(input)) };
  })(root);
