import { type Case, closureOf } from "../cases/case.ts";
import type { Explainer } from "../explanation/explain.ts";
import type { Persons } from "../persons/persons.ts";
import { isOnlyRow, type Match } from "../persons/tokens.ts";
import type { Explanation } from "../proof.ts";
import { columnOf } from "../terms/term.ts";

/** Why a row of a person table is the one that a reference means, or one of those whom it fits. Of the row itself there is nothing to say. */
export function explainMatch(match: Match, one: Case, explainer: Explainer, persons: Persons): readonly Explanation[] {
  const { table, row, column, term, exact } = match;
  if (column === "") return [];
  const equal = explainer.same(term, columnOf(row, column));
  if (!exact) return equal;
  if (persons.isUnique(table, column)) return [...equal, ...explainUnique(match, explainer, persons)];
  if (!isOnlyRow(one, closureOf(one), row, column)) throw new Error("an exact match has a reason");
  return [...equal, { claim: `there is one row of ${table} with this ${column}`, because: [] }];
}

/** That a value of the column belongs to one person. */
export function explainUnique(
  { table, column }: { readonly table: string; readonly column: string },
  explainer: Explainer,
  persons: Persons,
): readonly Explanation[] {
  const relation = persons.relationOf(table);
  const key = relation?.keys.find(({ columns }) => columns.length === 1 && columns[0] === column);
  return relation === undefined || key === undefined ? [] : explainer.unique(relation, key);
}
