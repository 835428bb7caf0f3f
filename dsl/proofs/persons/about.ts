import { allRows, type Case, type CaseRow, closureOf } from "../cases/case.ts";
import type { About } from "../cases/relevance.ts";
import { viewsOf } from "../cases/views.ts";
import { columnOf, type Row, type Term } from "../terms/term.ts";
import type { Persons } from "./persons.ts";
import { matchesOf } from "./tokens.ts";

/** What a question of the people in a row is about: what names them there, and in the person rows that they are known to match. */
export function aboutPeople(one: Case, row: CaseRow, persons: Persons, more: readonly Term[] = []): About {
  const own = [...namingTerms(row.row, persons), ...more];
  if (one.splits.length === 0) return { terms: own };
  const about: About = { terms: own, rows: [row.row] };
  const matched = new Set(viewsOf(one, about).cases.flatMap((view) => matchedIn(view, row, persons)));
  return { ...about, terms: [...own, ...[...matched].flatMap((person) => namingTerms(person, persons))] };
}

const namingTerms = (row: Row, persons: Persons): readonly Term[] =>
  persons.namedIn(row.relation.name).map((column) => columnOf(row, column));

function matchedIn(view: Case, row: CaseRow, persons: Persons): readonly Row[] {
  if (!view.rows.includes(row)) return [];
  const mentions = persons.mentionsOf(row.row.relation.name);
  return mentions.flatMap((mention) => matchesOf(view, closureOf(view), row, mention, persons).map((match) => match.row));
}

/** The data rows about people, in all alternatives. */
export const peopleIn = (one: Case, persons: Persons): readonly CaseRow[] =>
  allRows(one).filter(({ role, row }) => role === "data" && persons.mentionsOf(row.relation.name).length > 0);
