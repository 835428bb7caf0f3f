import { type Case, isPossible } from "./case.ts";

/** What is known of a relation: each of its rows is in one of the cases. */
export interface Abstract {
  readonly cases: readonly Case[];
}

/** More cases than this are refused rather than followed. */
export const MOST_CASES = 64;
/** Combinations that are looked at before giving up; most of them usually contradict themselves. */
export const MOST_COMBINATIONS = 1024;
/** Row variables in one case. */
export const MOST_ROWS = 2000;

/** The proofs of a table end here: they would have to tell too many cases apart. */
export class TooManyCases extends Error {
  constructor() {
    super(`more than ${MOST_CASES} cases`);
  }
}

/** Keeps the cases that can be. */
export function possible(cases: Iterable<Case>): readonly Case[] {
  const kept: Case[] = [];
  let looked = 0;
  for (const one of cases) {
    if (++looked > MOST_COMBINATIONS || one.rows.length > MOST_ROWS) throw new TooManyCases();
    if (!isPossible(one)) continue;
    kept.push(one);
    if (kept.length > MOST_CASES) throw new TooManyCases();
  }
  return kept;
}
