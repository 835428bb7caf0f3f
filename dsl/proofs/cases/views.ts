import { spend, TooMuch } from "../closure/work.ts";
import type { Term } from "../terms/term.ts";
import { type Case, type CaseRow, forgetClosure, isPossible, type StandIn } from "./case.ts";
import { choose } from "./choose.ts";
import { type About, type Place, Relevance } from "./relevance.ts";

/** More combinations than this are made of the alternatives that a question depends on only where one split has more. */
export const MOST_COMBINED = 64;

/** What there is too much of where a question would need more of them. */
export const COMBINATIONS = `${MOST_COMBINED} combinations of cases for one question`;

/**
 * A case as a question sees it: the combinations of alternatives that it depends on, each a case without splits. The other splits are left
 * out. What holds in all of these holds in the case; where they are not `complete`, a closer look might have shown more.
 */
export interface Views {
  readonly cases: readonly Case[];
  readonly complete: boolean;
}

/** A combination with the alternative that it chooses of each split it looks at. */
export interface Combination {
  readonly chosen: ReadonlyMap<Place, number>;
  readonly view: Case;
  readonly standIns: readonly StandIn[];
}

export interface Combinations {
  readonly places: readonly Place[];
  readonly combinations: readonly Combination[];
  readonly complete: boolean;
}

const relevances = new WeakMap<Case, Relevance>();
const combined = new WeakMap<Case, Map<string, Combinations>>();

function relevanceOf(one: Case): Relevance {
  const known = relevances.get(one);
  if (known !== undefined) return known;
  const relevance = new Relevance(one);
  relevances.set(one, relevance);
  return relevance;
}

/** In a long plan there is no room for all that follows at each step; it is worked out again where it is asked for. */
export function forget(one: Case): void {
  forgetClosure(one);
  relevances.delete(one);
  combined.delete(one);
}

export function viewsOf(one: Case, about: About): Views {
  if (one.splits.length === 0) return { cases: [one], complete: true };
  const { combinations, complete } = combinationsOf(one, about);
  return { cases: combinations.map(({ view }) => view), complete };
}

/**
 * The views in which some rows are there, which may be so in some alternatives only. Where too many combinations leave out a split that
 * has them, nothing can be said of them: that is never taken for a row that cannot be.
 */
export function viewsWith(one: Case, rows: readonly CaseRow[], about: About): Views {
  if (one.splits.length === 0) return { cases: [one], complete: true };
  const { places, combinations, complete } = combinationsOf(one, about);
  const isLeftOut = ({ row }: CaseRow): boolean =>
    relevanceOf(one)
      .placesOf(row)
      .some((place) => !places.includes(place));
  if (!complete && rows.some(isLeftOut)) throw new TooMuch(COMBINATIONS);
  return { cases: combinations.map(({ view }) => view).filter((view) => rows.every((row) => view.rows.includes(row))), complete };
}

/** The views of several cases. */
export function viewsOfAll(cases: readonly Case[], about: (one: Case) => About): Views {
  const views = cases.map((one) => viewsOf(one, about(one)));
  return { cases: views.flatMap((one) => one.cases), complete: views.every(({ complete }) => complete) };
}

export const viewsOfTerms = (cases: readonly Case[], terms: (one: Case) => readonly Term[]): Views =>
  viewsOfAll(cases, (one) => ({ terms: terms(one) }));

export function combinationsOf(one: Case, about: About): Combinations {
  const relevance = relevanceOf(one);
  const { places, needed } = relevance.of(about);
  const key = `${needed} of ${places.map(({ number }) => number).join()}`;
  const known = combined.get(one) ?? new Map<string, Combinations>();
  combined.set(one, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = combine(one, places, needed);
  known.set(key, made);
  return made;
}

/** Place after place; a combination that contradicts itself goes at once. */
function combine(one: Case, places: readonly Place[], needed: number): Combinations {
  let combinations: readonly Combination[] = [{ chosen: new Map(), view: { ...one, splits: [] }, standIns: [] }];
  for (const [i, place] of places.entries()) {
    const next: Combination[] = [];
    for (const combination of combinations) next.push(...chosenAt(combination, place));
    if (next.length > MOST_COMBINED && combinations.length > 1) return { places: places.slice(0, i), combinations, complete: i >= needed };
    combinations = next;
  }
  return { places, combinations, complete: true };
}

function chosenAt(combination: Combination, place: Place): readonly Combination[] {
  const { chosen, view, standIns } = combination;
  const { within, split } = place;
  if (within !== undefined && chosen.get(within.place) !== within.alternative) return [combination];
  return split.alternatives.flatMap((alternative, i) => {
    const next = choose(view, alternative, [], standIns);
    spend(next.rows.length + next.facts.length);
    if (!isPossible(next)) return [];
    return [{ chosen: new Map([...chosen, [place, i] as const]), view: next, standIns: [...standIns, ...alternative.standIns] }];
  });
}
