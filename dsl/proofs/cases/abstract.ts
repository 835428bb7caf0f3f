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
const MOST_ROWS = 600;

/** The proofs of a table end here: they would take too long. */
export class TooMuch extends Error {
  /** What there is too much of: `64 cases`. */
  readonly limit: string;
  constructor(limit: string) {
    super(`more than ${limit}`);
    this.limit = limit;
  }
}

/** Keeps the cases that can be. */
export function possible(cases: Iterable<Case>): readonly Case[] {
  const kept: Case[] = [];
  let looked = 0;
  for (const one of cases) {
    if (one.rows.length > MOST_ROWS) throw new TooMuch(`${MOST_ROWS} source rows in one row`);
    if (++looked > MOST_COMBINATIONS) throw new TooMuch(`${MOST_COMBINATIONS} combinations of cases`);
    if (!isPossible(one)) continue;
    kept.push(one);
    if (kept.length > MOST_CASES) throw new TooMuch(`${MOST_CASES} cases`);
  }
  return kept;
}
