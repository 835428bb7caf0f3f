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
  const lower = new Map<string, Lowered>();
  const lowered = (text: string): Lowered => {
    const known = lower.get(text) ?? loweredOf(text);
    lower.set(text, known);
    return known;
  };
  return (query) => {
    const words = wordsOf(query);
    if (words.length === 0) return { hits: [], total: 0 };
    const scores = words.map((word) => scorer(word, lowered));
    const hits: Hit[] = [];
    for (const table of lake.tables) {
      const names = scores.map(({ name }) => name(table.name));
      const ofTable = sum(scores.map(({ text }, i) => Math.max(names[i] ?? 0, text(table.description))));
      if (ofTable > 0) hits.push({ table: table.number, column: null, score: ofTable + 6 - table.name.length / 100 });
      for (let column = 0; column < table.columns.length; column++) {
        const { name, tags, description } = table.columns[column] ?? NO_COLUMN;
        let isOwn = false;
        const score = sum(
          scores.map((of, i) => {
            const best = Math.max(of.name(name), of.tag(tags), of.text(description));
            if (best > 0) isOwn = true;
            // A word may also name the table of the column that the others name.
            return best > 0 ? best : (names[i] ?? 0) > 0 ? 3 : 0;
          }),
        );
        if (score > 0 && isOwn) hits.push({ table: table.number, column, score: score - name.length / 100 });
      }
    }
    return { hits: hits.sort((a, b) => b.score - a.score || a.table - b.table).slice(0, MOST), total: hits.length };
  };
}

const NO_COLUMN = { name: "", tags: null, description: null };

export const wordsOf = (query: string): readonly string[] =>
  query
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((word) => word !== "")
    .slice(0, 8);

/** 0 unless every part is found. */
const sum = (parts: readonly number[]): number => (parts.includes(0) ? 0 : parts.reduce((total, part) => total + part, 0));

interface Lowered {
  readonly text: string;
  /** Where a word begins: after `_`, a space and the like, and at a capital after a small letter. */
  readonly starts: ReadonlySet<number>;
}

function loweredOf(text: string): Lowered {
  const starts = new Set([0]);
  for (const { index } of text.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]|(?<=\p{Ll})\p{Lu}/gu)) starts.add(index);
  return { text: text.toLowerCase(), starts };
}

type Score = (text: string | null) => number;

/** How well a word fits, 0 when it does not; each text is looked at once. */
function scorer(word: string, lowered: (text: string) => Lowered): { readonly name: Score; readonly tag: Score; readonly text: Score } {
  const remembered = (whole: number, start: number, wordStart: number, inside: number): Score => {
    const known = new Map<string, number>();
    return (text) => {
      if (text === null) return 0;
      const before = known.get(text);
      if (before !== undefined) return before;
      const score = scoreOf(lowered(text), word, [whole, start, wordStart, inside]);
      known.set(text, score);
      return score;
    };
  };
  return { name: remembered(100, 60, 45, 20), tag: remembered(40, 30, 25, 8), text: remembered(9, 7, 5, 2) };
}

function scoreOf(
  { text, starts }: Lowered,
  word: string,
  [whole, start, wordStart, inside]: readonly [number, number, number, number],
): number {
  if (text === word) return whole;
  let at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return start;
  for (; at !== -1; at = text.indexOf(word, at + 1)) if (starts.has(at)) return wordStart;
  return inside;
}
