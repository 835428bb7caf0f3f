import { type Case, closureOfAll } from "../cases/case.ts";
import { viewsOf } from "../cases/views.ts";
import type { Place } from "../facts/fact.ts";
import type { Persons } from "../persons/persons.ts";
import { tokensOf } from "../persons/tokens.ts";
import type { Term } from "../terms/term.ts";

/**
 * Whether a term, where it is not NULL, names the person of its row in every case, and always by one column of one person table. Then the
 * number of its different values is a number of people: it stays the same whoever they are.
 */
export function namesPeople(cases: readonly Case[], termIn: (one: Case) => Term, place: Place, persons: Persons): boolean {
  const named = cases.flatMap((one) => {
    const term = termIn(one);
    return viewsOf(one, { terms: [term] }).cases.flatMap((view) => columnsNaming(term, view, place, persons) ?? []);
  });
  const [first, ...others] = named;
  return [...(first ?? [])].some((column) => others.every((columns) => columns.has(column)));
}

/** The unique columns of person tables whose value it is; undefined where it is NULL. */
function columnsNaming(term: Term, view: Case, place: Place, persons: Persons): ReadonlySet<string> | undefined {
  const closure = closureOfAll([view], [{ atom: { is: "notNull", a: term }, place }]);
  if (closure.contradiction !== undefined) return undefined;
  const tokens = view.rows
    .filter(({ role }) => role === "data")
    .flatMap((row) => persons.mentionsOf(row.row.relation.name).flatMap((mention) => tokensOf(view, closure, row, mention, persons).exact));
  const values = tokens.flatMap(({ value }) => (value !== undefined && closure.same(value.term, term) ? [value] : []));
  return new Set(values.map(({ table, column }) => `${table}.${column}`));
}
