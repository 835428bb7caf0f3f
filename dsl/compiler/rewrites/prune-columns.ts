import { copyOf } from "../../operations/projection.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { fold, schemaOfRelation } from "../../operations/rules.ts";
import { withInputs } from "../../operations/steps.ts";
import { neededColumns, needsOf } from "./needed-columns.ts";

/** What nothing needs is not computed, and is dropped before joins and unions. At least one column stays everywhere. */
export function pruneColumns(root: RelationNode): RelationNode {
  const needed = neededColumns(root);
  return fold<RelationNode>(new WeakMap(), (node, inputs) => {
    const names = needed.get(node) ?? new Set();
    if (node.op === "project") return withInputs({ ...node, columns: node.columns.filter(({ name }) => names.has(name)) }, inputs);
    if (node.op === "aggregate") return withInputs({ ...node, measures: node.measures.filter(({ name }) => names.has(name)) }, inputs);
    if (node.op === "window") {
      const columns = node.columns.filter(({ name }) => names.has(name));
      return columns.length === 0 ? (inputs[0] ?? node) : withInputs({ ...node, columns }, inputs);
    }
    if (node.op === "explode" && node.position !== undefined && !names.has(node.position)) {
      const { position: _, ...rest } = node;
      return withInputs(rest, inputs);
    }
    if (inputs.length < 2) return withInputs(node, inputs);
    const needs = needsOf(node, names);
    return withInputs(
      node,
      inputs.map((input, i) => narrowed(input, needs[i] ?? new Set())),
    );
  })(root);
}

function narrowed(input: RelationNode, names: ReadonlySet<string>): RelationNode {
  const { columns } = schemaOfRelation(input);
  const kept = columns.filter(({ name }) => names.has(name));
  return kept.length === columns.length ? input : { op: "project", input, columns: kept.map(({ name }) => copyOf(name)) };
}
