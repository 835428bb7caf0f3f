import type { Report } from "../diagnostics/diagnostic.ts";
import { type ColumnExpression, type Expression, operandsOf } from "../expressions/expression.ts";
import type { RelationNode } from "../operations/relation.ts";
import { ruleOf } from "../operations/rules.ts";
import type { Schema } from "../schema/column-type.ts";

/** Of which relation's rows each column is that an author holds. */
const OWNERS = new WeakMap<Expression, RelationNode>();

export const ownedBy = (column: Expression, relation: RelationNode): void => {
  OWNERS.set(column, relation);
};

/** Reports the columns in a node that are of other rows than those that it is given: by name alone they would be taken for others. */
export function checkOwners(node: RelationNode, inputs: readonly Schema[], report: Report): void {
  const columns = new Set(ruleOf(node).expressions(node).flatMap(columnsIn));
  const wrong = new Set<string>();
  for (const column of columns) {
    const owner = OWNERS.get(column);
    if (owner === undefined || isOfInput(column, owner, node, inputs) || wrong.has(column.name)) continue;
    wrong.add(column.name);
    const of = owner.op === "read" ? owner.table : "another relation";
    report({ code: "foreign-column", parameters: { column: column.name, of }, focus: column.name });
  }
}

function isOfInput(column: ColumnExpression, owner: RelationNode, node: RelationNode, inputs: readonly Schema[]): boolean {
  const [first, second] = ruleOf(node).inputs(node);
  if (column.side !== undefined) return owner === (column.side === "left" ? first : second);
  if (second === undefined && owner === first) return true;
  // From `.columns`, or of a step before: it is known by its name, as long as only one input has that.
  const [having, ...others] = [first, second].filter((_, i) => inputs[i]?.columns.some(({ name }) => name === column.name) === true);
  return having !== undefined && others.length === 0 && isAbove(owner, having);
}

/** Whether a relation is made from another, in some steps. */
function isAbove(source: RelationNode, relation: RelationNode): boolean {
  const seen = new Set<RelationNode>();
  const ahead = [relation];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node === source) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    ahead.push(...ruleOf(node).inputs(node));
  }
  return false;
}

const columnsIn = (expression: Expression): readonly ColumnExpression[] =>
  expression.op === "column" ? [expression] : operandsOf(expression).flatMap(columnsIn);
