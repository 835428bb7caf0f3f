import { type AST, visitRegExpAST } from "@eslint-community/regexpp";
import { isSurrogate, printSet } from "./code-points.ts";
import { isExponential } from "./pattern-ambiguity.ts";
import { automatonOf } from "./pattern-automaton.ts";
import { type PatternFlags, setOf } from "./pattern-sets.ts";
import { charactersOf, repeatsOf } from "./pattern-size.ts";

/** RE2 takes no count over 1000, and no nest of counts whose product is over it. */
export const MOST_REPEATS = 1000;
/** Characters when every count is written out: RE2 compiles that within its default memory. */
const MOST_CHARACTERS = 10_000;

/** What keeps these elements of a pattern from meaning the same on every engine, in words. */
export function obstacleIn(elements: readonly AST.Element[], flags: PatternFlags): string | undefined {
  const found: string[] = [];
  for (const element of elements) {
    visitRegExpAST(element, {
      onAssertionEnter: (node) => found.push(assertionObstacle(node)),
      onBackreferenceEnter: (node) => found.push(`the back-reference \`${node.raw}\``),
      onGroupEnter: (node) => {
        if (node.modifiers !== null) found.push(`the flags inside \`${node.raw}\``);
      },
      onCharacterEnter: (node) => {
        if (isSurrogate(node.value)) found.push(`half of a character in \`${node.raw}\`: add the flag \`u\``);
        else if (flags.ignoreCase && node.value > 0x7f && hasCase(node.value))
          found.push(`the flag \`i\` with \`${node.raw}\`, a letter beyond A to Z`);
      },
      onCharacterClassRangeEnter: (node) => {
        if (flags.ignoreCase && node.max.value > 0x7f) found.push(`the flag \`i\` with \`${node.raw}\`, which has letters beyond A to Z`);
      },
      onCharacterSetEnter: (node) => {
        if (node.kind === "property") found.push(`the property \`${node.raw}\``);
      },
    });
  }
  if (found[0] !== undefined) return found[0];
  if (elements.some((element) => matchesNothing(element, flags))) return "a class that no character is in";
  if (elements.some((element) => repeatsOf(element) > MOST_REPEATS))
    return `a count over ${MOST_REPEATS}, multiplied with the counts around it`;
  if (charactersOf(elements) > MOST_CHARACTERS) return `repetitions of over ${MOST_CHARACTERS} characters`;
  return isExponential(automatonOf(elements, flags)) ? "a repetition that can match one text in exponentially many ways" : undefined;
}

function assertionObstacle(node: AST.Assertion): string {
  switch (node.kind) {
    case "lookahead":
      return `the look-ahead \`${node.raw}\``;
    case "lookbehind":
      return `the look-behind \`${node.raw}\``;
    case "word":
      return `the word boundary \`${node.raw}\``;
    default:
      return `\`${node.raw}\` in the middle`;
  }
}

function hasCase(point: number): boolean {
  const character = String.fromCodePoint(point);
  return character.toLowerCase() !== character || character.toUpperCase() !== character;
}

function matchesNothing(element: AST.Element, flags: PatternFlags): boolean {
  let empty = false;
  visitRegExpAST(element, {
    onCharacterClassEnter: (node) => {
      empty ||= printSet(setOf(node, flags)) === undefined;
    },
  });
  return empty;
}
