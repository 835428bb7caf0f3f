import type { Persons } from "../persons/persons.ts";
import type { Term } from "../terms/term.ts";
import type { Case, Flow, StandIn } from "./case.ts";
import { tagsOf } from "./tags.ts";

/** The kinds of personal data that alternatives show in the columns of stand-ins. */
export type Shown = Map<Term, ReadonlySet<string>>;

/** The kinds of personal data in the columns that their settled terms would not show, nor the stand-ins that they are of. */
export const flowsOfColumns = (one: Case, shown: Shown, columns: Case["columns"], persons: Persons): readonly Flow[] =>
  [...one.columns].flatMap(([name, term]) => {
    const to = columns.get(name) ?? term;
    return flowOf(to, [...tagsOf(one, [term], persons).keys()], [...ownTags(to, persons), ...(shown.get(to) ?? [])]);
  });

/** Of the values that a stand-in has in an alternative. */
export const flowsOfValues = ({ row, columns }: StandIn, view: Case, shown: Shown, persons: Persons): readonly Flow[] =>
  [...columns].flatMap(([name, value]) => {
    const to = row.terms.get(name);
    if (to === undefined) return [];
    const tags = [...tagsOf(view, [to], persons).keys()];
    shown.set(to, new Set([...(shown.get(to) ?? []), ...tags]));
    return flowOf(to, tags, ownTags(value, persons));
  });

const ownTags = (term: Term, persons: Persons): readonly string[] =>
  term.kind === "column" && term.row.relation.kind === "source" ? persons.personalIn(term.row.relation.name, term.column) : [];

function flowOf(to: Term, tagged: readonly string[], shown: readonly string[]): readonly Flow[] {
  const tags = tagged.filter((tag) => !shown.includes(tag)).sort();
  return tags.length === 0 ? [] : [{ to, from: [], tags }];
}
