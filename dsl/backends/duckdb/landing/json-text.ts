/** Parts of a text that is known to be JSON, as `records.ts` tells. Offsets are in UTF-16 code units. */

/** The members of a JSON object, in order: keys, and where each value starts and ends. */
export interface Members {
  readonly keys: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The members of the object that starts at `start`. */
export function membersAt(text: string, start: number): Members {
  const members: { keys: string[]; starts: number[]; ends: number[] } = { keys: [], starts: [], ends: [] };
  let at = afterSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const keyEnd = stringEnd(text, at);
    const valueStart = afterSpace(text, afterSpace(text, keyEnd) + 1);
    const end = valueEnd(text, valueStart);
    members.keys.push(stringBetween(text, at, keyEnd));
    members.starts.push(valueStart);
    members.ends.push(end);
    at = afterSeparator(text, end);
  }
  return members;
}

/** Where each element of the array that starts at `start` starts and ends. */
export function elementsAt(text: string, start: number): Pick<Members, "starts" | "ends"> {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = afterSpace(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_BRACKET) {
    const end = valueEnd(text, at);
    starts.push(at);
    ends.push(end);
    at = afterSeparator(text, end);
  }
  return { starts, ends };
}

/** The text that a JSON string stands for. */
export function stringBetween(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  return inside.includes("\\") ? JSON.parse(text.slice(start, end)) : inside;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where the value that starts at `start` ends. Nested ones are followed without recursion, so that depth has no limit. */
function valueEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return stringEnd(text, start);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return scalarEnd(text, start);
  let depth = 0;
  for (let at = start; ; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
      continue;
    }
    at += 1;
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    at += code === BACKSLASH ? 2 : 1;
  }
}

/** Of a number, true, false or null. */
function scalarEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isSpace(code)) return at;
    at += 1;
  }
}

function afterSeparator(text: string, start: number): number {
  const at = afterSpace(text, start);
  return text.charCodeAt(at) === COMMA ? afterSpace(text, at + 1) : at;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;

function afterSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}
