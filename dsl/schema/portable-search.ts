import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { isExponential } from "./pattern-ambiguity.ts";
import { automatonOf } from "./pattern-automaton.ts";
import type { PatternFlags } from "./pattern-sets.ts";
import { inGroup, printCount, printOne, type ReadPattern, readPattern } from "./portable-pattern.ts";

/**
 * A regular expression to search with, where it matters what is found: the first match from the left, of the alternatives
 * the first one that leads to a match, quantifiers greedy or lazy as they are written. RE2, Java and JavaScript (`u`) agree on it; Java
 * writes its `$` as `\z`. An extraction has one capturing group, the text that is asked for.
 */
export type PortableSearch = { readonly pattern: string } | { readonly obstacle: string };

/** Whether a text has a match. */
export function portableSearch(regex: RegExp): PortableSearch {
  const read = readSearch(regex);
  return "obstacle" in read ? read : { pattern: printAll(read.pattern, read.meaning, undefined) };
}

/** The groups of a regular expression: how many, and their names. */
export interface Groups {
  readonly count: number;
  readonly names: readonly string[];
}

export function groupsOf({ source, flags }: RegExp): Groups {
  const groups = groupsIn(new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes("u") }));
  return { count: groups.length, names: groups.flatMap(({ name }) => (name === null ? [] : [name])) };
}

/** What a group of the first match holds. 0 is the whole match. Throws when there is no such group. */
export function portableExtraction(regex: RegExp, group: number | string): PortableSearch {
  const read = readSearch(regex);
  if ("obstacle" in read) return read;
  const { pattern, meaning } = read;
  const chosen =
    group === 0 ? pattern : groupsIn(pattern).find(({ name }, i) => (typeof group === "string" ? name === group : i + 1 === group));
  if (chosen === undefined) throw new Error(`${regex} has no group ${group}`);
  const around = surroundings(chosen);
  const words = `the group \`${chosen.raw}\``;
  if (around.some((node) => node.type === "Quantifier" && node.max > 1))
    return { obstacle: `${words} inside a repetition: engines differ in which turn they keep` };
  const maySitOut = around.some((node) =>
    node.type === "Quantifier" ? node.min === 0 : node.type !== "Alternative" && node.alternatives.length > 1,
  );
  if (maySitOut && mayBeEmpty(chosen))
    return { obstacle: `${words}, which may take no part or match nothing: engines do not tell these apart` };
  return { pattern: printAll(pattern, meaning, chosen) };
}

/** Whether the group of an extraction may match the empty text; then it takes part in every match. */
export function extractsEmptyText(pattern: string): boolean {
  const [group] = groupsIn(new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true }));
  if (group === undefined) throw new Error(`${pattern} extracts nothing`);
  return mayBeEmpty(group);
}

function groupsIn(pattern: AST.Pattern): readonly AST.CapturingGroup[] {
  const groups: AST.CapturingGroup[] = [];
  visitRegExpAST(pattern, { onCapturingGroupEnter: (group) => groups.push(group) });
  return groups;
}

function readSearch(regex: RegExp): ReadPattern | { readonly obstacle: string } {
  if (regex.flags.includes("g")) return { obstacle: "the flag `g`: the first match is all that counts" };
  const read = readPattern(regex);
  if ("obstacle" in read) return read;
  const elements = read.branches.flatMap((branch) => branch.elements);
  for (const element of elements) {
    const found = deepRepetition(element);
    if (found !== undefined) return { obstacle: found };
  }
  // However often a part may repeat: with a limit, an engine that tries every way fails as surely, only later.
  const endless = automatonOf(elements, read.meaning, 0);
  return isExponential(endless) ? { obstacle: "a repetition that can match one text in exponentially many ways" } : read;
}

/** Java goes one call deeper with every turn of a group, and has no end of text to expect. */
function deepRepetition(root: AST.Element): string | undefined {
  let found: string | undefined;
  visitRegExpAST(root, {
    onQuantifierEnter: (node) => {
      const { element } = node;
      if (element.type !== "Group" && element.type !== "CapturingGroup") return;
      if (node.max > 1 && mayBeEmpty(element)) found ??= `\`${node.raw}\`, which repeats what may be nothing`;
      else if (node.max === Number.POSITIVE_INFINITY && oneCharacter(element) === undefined)
        found ??= `\`${node.raw}\`, a group that repeats without a limit, which long text makes overflow the stack: write the most that there can be, as in \`{0,100}\``;
    },
  });
  return found;
}

const mayBeEmpty = ({ alternatives }: { readonly alternatives: readonly AST.Alternative[] }): boolean =>
  alternatives.some(({ elements }) => elements.every(mayBeNothing));

function mayBeNothing(element: AST.Element): boolean {
  switch (element.type) {
    case "Assertion":
      return true;
    case "Quantifier":
      return element.min === 0 || mayBeNothing(element.element);
    case "Group":
    case "CapturingGroup":
      return mayBeEmpty(element);
    default:
      return false;
  }
}

type Around = AST.Quantifier | AST.Alternative | AST.Group | AST.CapturingGroup | AST.Pattern;

/** All that a group stands in, from the inside out. */
function surroundings(chosen: AST.Pattern | AST.CapturingGroup): readonly Around[] {
  const found: Around[] = [];
  for (let node: AST.Node | null = chosen.parent; node !== null && node.type !== "RegExpLiteral"; node = node.parent)
    found.push(node as Around);
  return found;
}

/** The character that a group with nothing else in it is. */
function oneCharacter({ alternatives }: AST.Group | AST.CapturingGroup): AST.Character | AST.CharacterSet | AST.CharacterClass | undefined {
  const [element, ...others] = alternatives.length === 1 ? (alternatives[0]?.elements ?? []) : [];
  const isOne = element?.type === "Character" || element?.type === "CharacterSet" || element?.type === "CharacterClass";
  return isOne && others.length === 0 ? element : undefined;
}

function printAll(pattern: AST.Pattern, flags: PatternFlags, chosen: AST.Pattern | AST.CapturingGroup | undefined): string {
  const alternatives = (of: readonly AST.Alternative[]): string => of.map(({ elements }) => elements.map(element).join("")).join("|");
  const element = (node: AST.Element): string => {
    switch (node.type) {
      case "Assertion":
        return node.kind === "start" ? "^" : "$";
      case "Quantifier": {
        const [repeated, count] = [element(node.element), printCount(node.min, node.max)];
        return repeated === "" ? "" : `${repeated}${count}${node.greedy || count === "" || node.min === node.max ? "" : "?"}`;
      }
      case "Group":
      case "CapturingGroup": {
        if (node === chosen) return `(${alternatives(node.alternatives)})`;
        const single = oneCharacter(node);
        return single === undefined ? inGroup(alternatives(node.alternatives)) : element(single);
      }
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return printOne(node, flags);
      default:
        throw new Error(`${node.raw} was not refused`);
    }
  };
  const all = alternatives(pattern.alternatives);
  return chosen === pattern ? `(${all})` : all;
}
