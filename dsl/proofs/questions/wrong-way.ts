import type { Expression } from "../../expressions/expression.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { closureOf } from "../cases/case.ts";
import type { Term } from "../terms/term.ts";
import type { Question } from "./agreement.ts";

/** Whether the rows are known to have the event before the consent, or with it: the opposite of what is asked. */
export function isWrongWay({ one }: Question, event: Term, givenAt: Term): boolean {
  const closure = closureOf(one);
  return closure.atMost(event, givenAt) && !closure.equal(event, givenAt);
}

const ORDERS: ReadonlySet<string> = new Set(["lt", "lte", "gt", "gte"]);

/** The comparison of two columns with these names in a step; of any two columns when it is the only one. */
export function comparisonIn(node: RelationNode | undefined, names: readonly string[]): Expression | undefined {
  if (node === undefined || !("where" in node) || node.where === undefined) return undefined;
  const compared = conjuncts(node.where).flatMap((one) => {
    if (one.op !== "call" || !ORDERS.has(one.function)) return [];
    const columns = one.arguments.flatMap((operand) => (operand.op === "column" ? [operand.name] : []));
    return columns.length === 2 ? [{ one, columns }] : [];
  });
  const named = compared.find(({ columns }) => names.every((name) => columns.includes(name)));
  return (named ?? (compared.length === 1 ? compared[0] : undefined))?.one;
}

const conjuncts = (condition: Expression): readonly Expression[] =>
  condition.op === "call" && condition.function === "and" ? condition.arguments.flatMap(conjuncts) : [condition];
