import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { complement, printCharacter, printSet } from "./code-points.ts";
import { obstacleIn } from "./pattern-obstacles.ts";
import { type CharacterNode, type PatternFlags, setOf } from "./pattern-sets.ts";

/**
 * A portable pattern is `^...$`, with no other anchor, of literal characters, `[...]` and `[^...]` with explicit members,
 * `[\s\S]`, `(?:...)`, `|` and greedy quantifiers. It holds when the whole text matches. JavaScript (with `u`) and RE2
 * may search with it as it is. To Java and Python `$` also holds before a line feed at the end, so there the whole text
 * is matched by `matches()` and `fullmatch()`, or the last character is written `\z` and `\Z`. RE2 and Python take texts of
 * any length; Java overflows its stack after some thousand repetitions of a group.
 */
export type PortablePattern = { readonly pattern: string } | { readonly obstacle: string };

/** What a search with the regular expression finds, as a portable pattern, or what stands in the way, in words. */
export function portablePattern(regex: RegExp): PortablePattern {
  const read = readPattern(regex);
  if ("obstacle" in read) return read;
  const { branches, meaning } = read;
  const printed = branches.map(
    (branch) => `${branch.fromStart ? "" : ANYTHING}${print(branch.elements, meaning)}${branch.toEnd ? "" : ANYTHING}`,
  );
  return { pattern: printed.length === 1 ? `^${printed[0]}$` : `^(?:${printed.join("|")})$` };
}

/** A regular expression as far as every engine can read it. */
export interface ReadPattern {
  readonly pattern: AST.Pattern;
  readonly branches: readonly Branch[];
  readonly meaning: PatternFlags;
}

/** The parts of a regular expression, or what keeps it from meaning the same on every engine, in words. */
export function readPattern({ source, flags }: RegExp): ReadPattern | { readonly obstacle: string } {
  const strange = [...flags].find((flag) => !"gisu".includes(flag));
  if (strange !== undefined) return { obstacle: `the flag \`${strange}\`` };
  if (flags.includes("i") && flags.includes("u")) return { obstacle: "the flags `i` and `u` together" };
  const meaning: PatternFlags = { ignoreCase: flags.includes("i"), dotAll: flags.includes("s") };
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes("u") });
  const branches = branchesOf(pattern.alternatives);
  const obstacle = obstacleIn(
    branches.flatMap((branch) => branch.elements),
    meaning,
  );
  return obstacle === undefined ? { pattern, branches, meaning } : { obstacle };
}

const ANYTHING = `${printSet(complement([]))}*`;

/** One way to match, with the anchors at its ends taken off. */
export interface Branch {
  readonly fromStart: boolean;
  readonly toEnd: boolean;
  readonly elements: readonly AST.Element[];
}

const isAnchor = (element: AST.Element | undefined, kind: "start" | "end"): boolean =>
  element?.type === "Assertion" && element.kind === kind;

function branchesOf(alternatives: readonly AST.Alternative[]): readonly Branch[] {
  return alternatives.flatMap(({ elements }) => {
    const [only] = elements;
    if (elements.length === 1 && (only?.type === "CapturingGroup" || (only?.type === "Group" && only.modifiers === null)))
      return branchesOf(only.alternatives);
    const fromStart = isAnchor(elements[0], "start");
    const toEnd = isAnchor(elements.at(-1), "end");
    return [{ fromStart, toEnd, elements: elements.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined) }];
  });
}

const print = (elements: readonly AST.Element[], flags: PatternFlags): string =>
  elements.map((element) => printElement(element, flags)).join("");

function printElement(element: AST.Element, flags: PatternFlags): string {
  switch (element.type) {
    case "Quantifier":
      return repeated(printElement(element.element, flags), printCount(element.min, element.max));
    case "Group":
    case "CapturingGroup":
      return inGroup(element.alternatives.map((alternative) => print(alternative.elements, flags)).join("|"));
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
      return printOne(element, flags);
    default:
      throw new Error(`${element.raw} was not refused`);
  }
}

/** DuckDB takes a pattern with `(?:)` in it for another one. */
export const inGroup = (printed: string): string => (printed === "" ? "" : `(?:${printed})`);
const repeated = (printed: string, count: string): string => (printed === "" ? "" : `${printed}${count}`);

/** What matches exactly one character, with explicit members only. */
export function printOne(node: CharacterNode, flags: PatternFlags): string {
  const printed = printSet(setOf(node, flags));
  if (printed === undefined) throw new Error(`${node.raw} was not refused`);
  return printed;
}

export function printCount(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === max) return min === 1 ? "" : `{${min}}`;
  return min === 0 && max === 1 ? "?" : `{${min},${max}}`;
}

/** The text as a portable pattern matches it, without anchors; undefined when it is half of a surrogate pair somewhere. */
export function literalPattern(text: string): string | undefined {
  const printed = [...text].map((character) => printCharacter(character.codePointAt(0) ?? 0));
  return printed.every((part) => part !== undefined) ? printed.join("") : undefined;
}
