import type { AST } from "@eslint-community/regexpp";
import type { CodePoints } from "./code-points.ts";
import { type PatternFlags, setOf } from "./pattern-sets.ts";
import { charactersOf, isEndless } from "./pattern-size.ts";

/** The characters of a pattern by position, as Glushkov's automaton has them. */
export interface Automaton {
  /** What each position matches. */
  readonly sets: readonly CodePoints[];
  /** The positions that may follow each one, as often as there are ways to get there. */
  readonly next: readonly (readonly number[])[];
}

/** Counts are written out up to this many positions if not told otherwise; beyond, and around an endless repetition, they count as endless. */
const MOST_POSITIONS = 300;

/** A piece of the pattern: the positions at its ends, and whether it matches the empty text. */
interface Piece {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly empty: boolean;
}

const NOTHING: Piece = { first: [], last: [], empty: true };

export function automatonOf(elements: readonly AST.Element[], flags: PatternFlags, mostPositions = MOST_POSITIONS): Automaton {
  const sets: CodePoints[] = [];
  const next: number[][] = [];

  const link = (from: Piece, to: Piece): void => {
    for (const position of from.last) next[position]?.push(...to.first);
  };

  const inOrder = (head: Piece, tail: Piece): Piece => {
    link(head, tail);
    return {
      first: head.empty ? [...head.first, ...tail.first] : head.first,
      last: tail.empty ? [...head.last, ...tail.last] : tail.last,
      empty: head.empty && tail.empty,
    };
  };

  const sequence = (parts: readonly AST.Element[]): Piece => parts.map(piece).reduce(inOrder, NOTHING);

  const repeated = (quantifier: AST.Quantifier): Piece => {
    const { element, min, max } = quantifier;
    if (max > 1 && (max === Number.POSITIVE_INFINITY || isEndless(element) || sets.length + charactersOf([quantifier]) > mostPositions)) {
      const loop = piece(element);
      link(loop, loop);
      return { ...loop, empty: loop.empty || min === 0 };
    }
    let rest = NOTHING;
    for (let copy = max; copy > 0; copy--) {
      const all = inOrder(piece(element), rest);
      rest = copy > min ? { ...all, empty: true } : all;
    }
    return rest;
  };

  const piece = (element: AST.Element): Piece => {
    switch (element.type) {
      case "Group":
      case "CapturingGroup": {
        const branches = element.alternatives.map((alternative) => sequence(alternative.elements));
        return {
          first: branches.flatMap(({ first }) => first),
          last: branches.flatMap(({ last }) => last),
          empty: branches.some(({ empty }) => empty),
        };
      }
      case "Quantifier":
        return repeated(element);
      case "Character":
      case "CharacterSet":
      case "CharacterClass": {
        const position = sets.push(setOf(element, flags)) - 1;
        next.push([]);
        return { first: [position], last: [position], empty: false };
      }
      default:
        throw new Error(`${element.raw} was not refused`);
    }
  };

  sequence(elements);
  return { sets, next };
}
