import type { Lake } from "./lake.ts";

export interface Hit {
  readonly table: number;
  /** Null for the table itself. */
  readonly column: number | null;
  readonly score: number;
}

export interface Found {
  /** The best, best first. */
  readonly hits: readonly Hit[];
  readonly total: number;
}

export type Search = (query: string) => Found;

const MOST = 40;

/**
 * Searches names, tags and descriptions as one types. Every word of the query must be found. A name counts more than a tag, a
 * tag more than a description; the whole more than a beginning, that more than the inside. There is no index to build, so the
 * first answer is as quick as the others: what many columns have in common is looked at once.
 */
export function searchIn(lake: Lake): Search {
  const lower = new Map<string, string>();
  const lowered = (text: string): string => {
    const known = lower.get(text) ?? text.toLowerCase();
    lower.set(text, known);
    return known;
  };
  return (query) => {
    const words = wordsOf(query);
    if (words.length === 0) return { hits: [], total: 0 };
    const scorers = words.map((word) => scorer(word, lowered));
    const best = bestOf(MOST);
    const ofName: number[] = [];
    for (const table of lake.tables) {
      let ofTable = 6 - table.name.length / 100;
      for (const [i, { name, text }] of scorers.entries()) {
        ofName[i] = name(table.name);
        const score = Math.max(ofName[i] ?? 0, text(table.description));
        ofTable = score === 0 ? Number.NaN : ofTable + score;
      }
      if (ofTable > 0) best.add({ table: table.number, column: null, score: ofTable });
      for (let column = 0; column < table.columns.length; column++) {
        const { name, tags, description } = table.columns[column] ?? NO_COLUMN;
        let total = -name.length / 100;
        let isOwn = false;
        for (let i = 0; i < scorers.length; i++) {
          const of = scorers[i] as Scorer;
          const score = Math.max(of.name(name), of.tag(tags), of.text(description));
          if (score > 0) {
            isOwn = true;
            total += score;
          } else if ((ofName[i] ?? 0) > 0) {
            // A word may also name the table of the column that the others name.
            total += 3;
          } else {
            isOwn = false;
            break;
          }
        }
        if (isOwn) best.add({ table: table.number, column, score: total });
      }
    }
    return best.found();
  };
}

/** Keeps the best hits and counts all; of equal ones the first stays first. */
function bestOf(most: number): { readonly add: (hit: Hit) => void; readonly found: () => Found } {
  const hits: Hit[] = [];
  let total = 0;
  const add = (hit: Hit): void => {
    total++;
    if (hits.length === most && hit.score <= (hits.at(-1)?.score ?? 0)) return;
    let place = hits.length;
    while (place > 0 && (hits[place - 1]?.score ?? 0) < hit.score) place--;
    hits.splice(place, 0, hit);
    if (hits.length > most) hits.pop();
  };
  return { add, found: () => ({ hits, total }) };
}

const NO_COLUMN = { name: "", tags: null, description: null };

export const wordsOf = (query: string): readonly string[] =>
  query
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((word) => word !== "")
    .slice(0, 8);

type Score = (text: string | null) => number;

interface Scorer {
  readonly name: Score;
  readonly tag: Score;
  readonly text: Score;
}

/** How well a word fits, 0 when it does not; each text is looked at once. */
function scorer(word: string, lowered: (text: string) => string): Scorer {
  const remembered = (whole: number, start: number, wordStart: number, inside: number): Score => {
    const known = new Map<string, number>();
    return (text) => {
      if (text === null) return 0;
      const before = known.get(text);
      if (before !== undefined) return before;
      const score = scoreOf(text, lowered(text), word, [whole, start, wordStart, inside]);
      known.set(text, score);
      return score;
    };
  };
  return { name: remembered(100, 60, 45, 20), tag: remembered(40, 30, 25, 8), text: remembered(9, 7, 5, 2) };
}

function scoreOf(
  text: string,
  lowered: string,
  word: string,
  [whole, start, wordStart, inside]: readonly [number, number, number, number],
): number {
  if (lowered === word) return whole;
  let at = lowered.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return start;
  for (; at !== -1; at = lowered.indexOf(word, at + 1)) if (isWordStart(text, at)) return wordStart;
  return inside;
}

/** Whether a word begins here: after `_`, a space and the like, and at a capital after a small letter. */
const isWordStart = (text: string, at: number): boolean => /^(?:[^\p{L}\p{N}][\p{L}\p{N}]|\p{Ll}\p{Lu})/u.test(text.slice(at - 1, at + 1));
