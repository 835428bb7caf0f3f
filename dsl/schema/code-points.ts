/** A set of Unicode code points: ranges in order, disjoint and not adjacent. */
export type CodePoints = readonly (readonly [number, number])[];

const LAST = 0x10ffff;

export function codePoints(ranges: readonly (readonly [number, number])[]): CodePoints {
  const merged: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = merged.at(-1);
    if (previous !== undefined && low <= previous[1] + 1) previous[1] = Math.max(previous[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

export function complement(set: CodePoints): CodePoints {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [low, high] of set) {
    if (low > next) gaps.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST) gaps.push([next, LAST]);
  return gaps;
}

export const overlap = (a: CodePoints, b: CodePoints): boolean =>
  a.some(([low, high]) => b.some(([from, to]) => low <= to && from <= high));

/** The ASCII letters of the set in the other case as well. */
export function withBothCases(set: CodePoints): CodePoints {
  const moved = (from: number, to: number, by: number): [number, number][] =>
    set.flatMap(([low, high]) =>
      low > to || high < from ? [] : [[Math.max(low, from) + by, Math.min(high, to) + by] as [number, number]],
    );
  return codePoints([...set, ...moved(0x41, 0x5a, 32), ...moved(0x61, 0x7a, -32)]);
}

const of = (characters: string): [number, number][] => [...characters].map((c) => [c.codePointAt(0) ?? 0, c.codePointAt(0) ?? 0]);

export const DIGITS = codePoints([[0x30, 0x39]]);
export const WORD = codePoints([...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]]);
/** ECMAScript's white space and line ends. */
export const SPACES = codePoints([[0x09, 0x0d], ...of(" \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"), [0x2000, 0x200a]]);
export const LINE_ENDS = codePoints(of("\n\r\u2028\u2029"));

const NAMED: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r" };

const printed = (point: number, special: RegExp): string => {
  const character = String.fromCodePoint(point);
  if (special.test(character)) return `\\${character}`;
  if (point < 0x20 || point === 0x7f) return NAMED[point] ?? `\\x${point.toString(16).toUpperCase().padStart(2, "0")}`;
  return character;
};

/** Half of a pair that writes one character in UTF-16, which is no character of its own. */
export const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/** One character as a pattern; undefined for half a surrogate pair, which is no text. */
export const printCharacter = (point: number): string | undefined =>
  isSurrogate(point) ? undefined : printed(point, /[\\^$.*+?()[\]{}|]/);

/** The set as a pattern of one character, with explicit members only; undefined when no text can say it. */
export function printSet(set: CodePoints): string | undefined {
  const last = set.at(-1);
  if (last === undefined) return undefined;
  if (set.length === 1 && last[0] === 0 && last[1] === LAST) return "[\\s\\S]";
  const negated = last[1] === LAST;
  const members = negated ? complement(set) : set;
  if (members.flat().some(isSurrogate)) return undefined;
  const [only] = members;
  if (!negated && members.length === 1 && only !== undefined && only[0] === only[1]) return printCharacter(only[0]);
  const member = (point: number): string => printed(point, /[\\^\][-]/);
  const body = members
    .map(([low, high]) => (low === high ? member(low) : `${member(low)}${high === low + 1 ? "" : "-"}${member(high)}`))
    .join("");
  return `[${negated ? "^" : ""}${body}]`;
}
