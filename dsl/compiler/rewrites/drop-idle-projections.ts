import type { ProjectNode } from "../../operations/project.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { fold, schemaOfRelation } from "../../operations/rules.ts";
import { withInputs } from "../../operations/steps.ts";

/** A relation, and whether a projection below it already leaves it no column but those of its schema. */
interface Known {
  readonly node: RelationNode;
  readonly isNarrow: boolean;
}

/** A projection of just the columns that are there, in their order, goes; that of a table stays, which may have more by now. */
export const dropIdleProjections = (root: RelationNode): RelationNode =>
  fold<Known>(new WeakMap(), (original, inputs) => {
    const node = withInputs(
      original,
      inputs.map((input) => input.node),
    );
    const [input] = inputs;
    if (node.op === "project") return input?.isNarrow && isIdle(node) ? input : { node, isNarrow: true };
    return { node, isNarrow: isNarrow(node, inputs) };
  })(root).node;

const isIdle = ({ columns, input }: ProjectNode): boolean => {
  const existing = schemaOfRelation(input).columns;
  return (
    columns.length === existing.length &&
    columns.every(({ name, expression }, i) => expression.op === "column" && expression.name === name && existing[i]?.name === name)
  );
};

function isNarrow(node: RelationNode, inputs: readonly Known[]): boolean {
  switch (node.op) {
    case "aggregate":
    case "explode":
      return true;
    case "filter":
    case "distinct":
    case "latest":
    case "window":
    case "semiJoin":
    case "antiJoin":
      return inputs[0]?.isNarrow ?? false;
    case "union":
      return inputs.every((input) => input.isNarrow);
    default:
      return false;
  }
}
