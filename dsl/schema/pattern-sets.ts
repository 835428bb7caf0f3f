import type { AST } from "@eslint-community/regexpp";
import { type CodePoints, codePoints, complement, DIGITS, LINE_ENDS, SPACES, WORD, withBothCases } from "./code-points.ts";

export interface PatternFlags {
  /** `i`: the letters A to Z match in both cases. */
  readonly ignoreCase: boolean;
  /** `s`: the dot matches line ends too. */
  readonly dotAll: boolean;
}

/** What stands for exactly one character. Classes of the flag `v` and properties are refused before. */
export type CharacterNode = AST.Character | AST.CharacterSet | AST.CharacterClass;

const NAMED = { digit: DIGITS, space: SPACES, word: WORD } as const;
const ANY = complement([]);

/** The code points that the node matches, as ECMAScript means it with the flag `u`. */
export function setOf(node: CharacterNode, flags: PatternFlags): CodePoints {
  switch (node.type) {
    case "Character":
      return cased([[node.value, node.value]], flags);
    case "CharacterSet":
      if (node.kind === "any") return flags.dotAll ? ANY : complement(LINE_ENDS);
      if (node.kind === "property") throw new Error(`${node.raw} was not refused`);
      return node.negate ? complement(NAMED[node.kind]) : NAMED[node.kind];
    case "CharacterClass": {
      const members = codePoints(node.elements.flatMap((element) => membersOf(element, flags)));
      return node.negate ? complement(members) : members;
    }
  }
}

function membersOf(element: AST.CharacterClassElement, flags: PatternFlags): CodePoints {
  switch (element.type) {
    case "Character":
    case "CharacterSet":
      return setOf(element, flags);
    case "CharacterClassRange":
      return cased([[element.min.value, element.max.value]], flags);
    default:
      throw new Error(`${element.raw} was not refused`);
  }
}

const cased = (set: CodePoints, flags: PatternFlags): CodePoints => (flags.ignoreCase ? withBothCases(set) : set);
