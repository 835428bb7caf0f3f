import { type Case, type CaseRow, withRows } from "../cases/case.ts";
import { resolved } from "../cases/prune.ts";
import { COMBINATIONS, viewsWith } from "../cases/views.ts";
import { TooMuch } from "../closure/work.ts";
import { aboutPeople, peopleIn } from "../persons/about.ts";
import type { Persons } from "../persons/persons.ts";
import type { Term } from "../terms/term.ts";

/**
 * Marks the data rows about people of which something holds, that may depend on the terms for each too. Where the alternatives of a split give
 * different answers, the case becomes several, one for each combination that the answer depends on.
 */
export function markedByView(
  one: Case,
  persons: Persons,
  termsFor: (one: Case, row: CaseRow) => readonly Term[],
  holds: (view: Case, row: CaseRow) => boolean,
  mark: (row: CaseRow) => CaseRow,
): readonly Case[] {
  const marked = new Set<CaseRow>();
  for (const row of peopleIn(one, persons)) {
    const about = aboutPeople(one, row, persons, termsFor(one, row));
    const { cases, complete } = viewsWith(one, [row], about);
    const answers = cases.map((view) => holds(view, row));
    if (!answers.includes(true)) continue;
    if (!complete) throw new TooMuch(COMBINATIONS);
    if (answers.includes(false)) return resolved(one, about).flatMap((part) => markedByView(part, persons, termsFor, holds, mark));
    marked.add(row);
  }
  return [marked.size === 0 ? one : withRows(one, (row) => (marked.has(row) ? mark(row) : row))];
}
