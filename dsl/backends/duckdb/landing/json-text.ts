/**
 * JSON as RFC 8259 has it, and nothing else: no trailing comma, no NaN, no comment, no control character in a text. A text
 * with half of a surrogate pair is no Unicode text, so it is no JSON either. Offsets are in UTF-16 code units.
 */

/** The members of a JSON object, in order: keys, and where each value starts and ends. */
export interface Members {
  readonly keys: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The members of the one JSON object that the text is; undefined when it is not exactly one. */
export function objectMembers(text: string): Members | undefined {
  const start = afterSpace(text, 0);
  const members: { keys: string[]; starts: number[]; ends: number[] } = { keys: [], starts: [], ends: [] };
  const end = readObject(text, start, members);
  return end >= 0 && afterSpace(text, end) === text.length ? members : undefined;
}

/** The members of an object that starts at `start` in a text that is JSON. */
export function membersAt(text: string, start: number): Members {
  const members: { keys: string[]; starts: number[]; ends: number[] } = { keys: [], starts: [], ends: [] };
  readObject(text, start, members);
  return members;
}

/** Where each element of the array that starts at `start` starts and ends, in a text that is JSON. */
export function elementsAt(text: string, start: number): Pick<Members, "starts" | "ends"> {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = afterSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACKET) {
    starts.push(at);
    const end = valueEnd(text, at);
    ends.push(end);
    at = afterSpace(text, end);
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1);
  }
  return { starts, ends };
}

/** The text that a JSON string stands for, in a text that is JSON. */
export function stringBetween(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  return inside.includes("\\") ? JSON.parse(text.slice(start, end)) : inside;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What a reader gives for what is no JSON. */
const NOT_JSON = -1;

function readObject(text: string, start: number, members: { keys: string[]; starts: number[]; ends: number[] }): number {
  if (text.charCodeAt(start) !== OPEN_BRACE) return NOT_JSON;
  let at = afterSpace(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_BRACE) return at + 1;
  for (;;) {
    const keyEnd = stringEnd(text, at);
    if (keyEnd < 0) return NOT_JSON;
    const colon = afterSpace(text, keyEnd);
    if (text.charCodeAt(colon) !== COLON) return NOT_JSON;
    const valueStart = afterSpace(text, colon + 1);
    const end = valueEnd(text, valueStart);
    if (end < 0) return NOT_JSON;
    members.keys.push(stringBetween(text, at, keyEnd));
    members.starts.push(valueStart);
    members.ends.push(end);
    at = afterSpace(text, end);
    const next = text.charCodeAt(at);
    if (next === CLOSE_BRACE) return at + 1;
    if (next !== COMMA) return NOT_JSON;
    at = afterSpace(text, at + 1);
  }
}

/** Where the value that starts at `start` ends. */
function valueEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  return first === OPEN_BRACE || first === OPEN_BRACKET ? nestedEnd(text, start) : scalarEnd(text, start);
}

/** Nested values are followed without recursion, so that depth has no limit. */
function nestedEnd(text: string, start: number): number {
  const closers: number[] = [];
  let at = start;
  for (;;) {
    const opener = text.charCodeAt(at);
    if (opener === OPEN_BRACE || opener === OPEN_BRACKET) {
      const closer = opener === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
      const first = afterSpace(text, at + 1);
      if (text.charCodeAt(first) !== closer) {
        closers.push(closer);
        at = memberStart(text, first, closer);
        if (at < 0) return NOT_JSON;
        continue;
      }
      at = first + 1;
    } else {
      at = scalarEnd(text, at);
      if (at < 0) return NOT_JSON;
    }
    for (;;) {
      const closer = closers.at(-1);
      if (closer === undefined) return at;
      const next = afterSpace(text, at);
      if (text.charCodeAt(next) === COMMA) {
        at = memberStart(text, afterSpace(text, next + 1), closer);
        if (at < 0) return NOT_JSON;
        break;
      }
      if (text.charCodeAt(next) !== closer) return NOT_JSON;
      closers.pop();
      at = next + 1;
    }
  }
}

/** Where the value of the next member starts: behind the key in an object, at once in an array. */
function memberStart(text: string, at: number, closer: number): number {
  if (closer === CLOSE_BRACKET) return at;
  const keyEnd = stringEnd(text, at);
  if (keyEnd < 0) return NOT_JSON;
  const colon = afterSpace(text, keyEnd);
  return text.charCodeAt(colon) === COLON ? afterSpace(text, colon + 1) : NOT_JSON;
}

const WORDS = ["true", "false", "null"] as const;

function scalarEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return stringEnd(text, at);
  if (first === MINUS || isDigit(first)) return numberEnd(text, at);
  const word = WORDS.find((known) => text.startsWith(known, at));
  return word === undefined ? NOT_JSON : at + word.length;
}

function stringEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== QUOTE) return NOT_JSON;
  let hasCodes = false;
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) break;
    if (!(code >= 0x20)) return NOT_JSON;
    if (code === BACKSLASH) {
      const escaped = text[at + 1] ?? "";
      if (escaped === "u") {
        if (!/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return NOT_JSON;
        hasCodes = true;
        at += 6;
      } else if ('"\\/bfnrt'.includes(escaped) && escaped !== "") {
        at += 2;
      } else {
        return NOT_JSON;
      }
    } else {
      at += 1;
    }
  }
  return hasCodes && !stringBetween(text, start, at + 1).isWellFormed() ? NOT_JSON : at + 1;
}

function numberEnd(text: string, start: number): number {
  let at = text.charCodeAt(start) === MINUS ? start + 1 : start;
  const whole = digitsEnd(text, at);
  if (whole === at || (text.charCodeAt(at) === ZERO && whole > at + 1)) return NOT_JSON;
  at = whole;
  if (text.charCodeAt(at) === DOT) {
    const fraction = digitsEnd(text, at + 1);
    if (fraction === at + 1) return NOT_JSON;
    at = fraction;
  }
  if (text[at] === "e" || text[at] === "E") {
    const digits = text[at + 1] === "+" || text[at + 1] === "-" ? at + 2 : at + 1;
    const exponent = digitsEnd(text, digits);
    if (exponent === digits) return NOT_JSON;
    at = exponent;
  }
  return at;
}

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

function afterSpace(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return at;
    at += 1;
  }
}
