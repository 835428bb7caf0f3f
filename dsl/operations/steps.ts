import type { RelationNode } from "./relation.ts";
import { fold, inputsOf, ruleOf } from "./rules.ts";

/** One operation of a plan as JSON has it: `inputs` are the numbers of earlier steps. The last step is the result. */
export type Step = Readonly<Record<string, unknown>> & { readonly op: RelationNode["op"]; readonly inputs: readonly number[] };

const INPUT_KEYS = ["input", "left", "right"] as const;

/** The operations of a relation in the order of `toSteps`. */
export function nodesInOrder(root: RelationNode): readonly RelationNode[] {
  const nodes: RelationNode[] = [];
  fold<true>(new WeakMap(), (node) => {
    nodes.push(node);
    return true;
  })(root);
  return nodes;
}

/** Writes a relation as a list in which each shared node stands once, inputs first. */
export function toSteps(root: RelationNode): readonly Step[] {
  const steps: Step[] = [];
  fold<number>(new WeakMap(), (node, inputs) => {
    const own = Object.fromEntries(Object.entries(node).filter(([key]) => !(INPUT_KEYS as readonly string[]).includes(key)));
    return steps.push({ ...own, op: node.op, inputs }) - 1;
  })(root);
  return steps;
}

/** The relation that `toSteps` wrote. Throws when a step names one that does not stand before it. */
export function fromSteps(steps: readonly Step[]): RelationNode {
  const nodes: RelationNode[] = [];
  for (const { inputs, ...own } of steps) {
    const given = inputs.map((index) => {
      const node = nodes[index];
      if (node === undefined) throw new Error(`step ${nodes.length} needs step ${index}, which does not stand before it`);
      return node;
    });
    const keys = given.length === 1 ? ["input"] : given.length === 2 ? ["left", "right"] : [];
    nodes.push({ ...own, ...Object.fromEntries(keys.map((key, i) => [key, given[i]])) } as unknown as RelationNode);
  }
  const root = nodes.at(-1);
  if (root === undefined) throw new Error("the plan has no step");
  return root;
}

/** The names of the sources and tables that the relation reads, in the order of first use. */
export function tablesRead(root: RelationNode): readonly string[] {
  return [...new Set(nodesInOrder(root).flatMap((node) => (node.op === "read" ? [node.table] : [])))];
}

export const withInputs = (node: RelationNode, inputs: readonly RelationNode[]): RelationNode =>
  inputs.every((input, i) => input === inputsOf(node)[i]) ? node : ruleOf(node).withInputs(node, inputs);
