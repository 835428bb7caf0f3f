import type { Report } from "../diagnostics/diagnostic.ts";
import { type ColumnExpression, type Expression, visitColumns } from "../expressions/expression.ts";
import type { RelationNode } from "../operations/relation.ts";
import { ruleOf } from "../operations/rules.ts";
import { nodesInOrder } from "../operations/steps.ts";
import type { Schema } from "../schema/column-type.ts";

/** Of which relation's rows each column is that an author holds. */
const OWNERS = new WeakMap<Expression, RelationNode>();

export const ownedBy = (column: Expression, relation: RelationNode): void => {
  OWNERS.set(column, relation);
};

/** Reports the columns in a node that are of other rows than those that it is given: by name alone they would be taken for others. */
export function checkOwners(node: RelationNode, inputs: readonly Schema[], report: Report): void {
  const columns = new Set<ColumnExpression>();
  for (const expression of ruleOf(node).expressions(node)) visitColumns(expression, (column) => columns.add(column));
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
  return having !== undefined && others.length === 0 && nodesInOrder(having).includes(owner);
}
