import type { AST } from "@eslint-community/regexpp";

const partsOf = (node: AST.Element): readonly AST.Element[] =>
  node.type === "Group" || node.type === "CapturingGroup" ? node.alternatives.flatMap((alternative) => alternative.elements) : [];

/** An endless repetition counts as its least number of times. */
const timesOf = ({ min, max }: AST.Quantifier): number => Math.max(1, max === Number.POSITIVE_INFINITY ? min : max);

/** The largest product of nested counts. */
export const repeatsOf = (node: AST.Element): number =>
  node.type === "Quantifier" ? timesOf(node) * repeatsOf(node.element) : Math.max(1, ...partsOf(node).map(repeatsOf));

/** The number of characters when every count is written out. */
export const charactersOf = (nodes: readonly AST.Element[]): number =>
  nodes.reduce(
    (total, node) =>
      total + (node.type === "Quantifier" ? timesOf(node) * charactersOf([node.element]) : Math.max(1, charactersOf(partsOf(node)))),
    0,
  );

/** Whether a part repeats without a limit. */
export const isEndless = (node: AST.Element): boolean =>
  node.type === "Quantifier" ? node.max === Number.POSITIVE_INFINITY || isEndless(node.element) : partsOf(node).some(isEndless);
