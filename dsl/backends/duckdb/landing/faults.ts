import { BYTE, isOfWord } from "./json-bytes.ts";

/** What JSON has at a place: the object of a record; a key or the end of an object that has none yet; and so on. */
export type Expected = "object" | "first key" | "key" | "colon" | "value" | "first element" | "element" | "comma";

const UNENDED = "an object that does not end on its line";
const NUL = "a NUL character, as UTF-16 text has";
const TRAILING_COMMA = "a trailing comma";
export const HALF_SURROGATE = "half a surrogate pair in a text";

/**
 * Why the text up to `limit` is no JSON at `at`, where something else was expected. The Python runtime says the same of the
 * same bytes, in `faults.py`; `test/spark/records.json` has cases for both.
 */
export function faultAt(bytes: Buffer, at: number, limit: number, expected: Expected): string {
  if (at >= limit) return UNENDED;
  const byte = bytes[at] ?? 0;
  if (byte === 0) return NUL;
  if (byte === BYTE.apostrophe) return "single quotes";
  if (byte === BYTE.hash || isCommentStart(bytes, at, limit)) return "a comment";
  switch (expected) {
    case "object":
      if (byte === BYTE.openBracket) return "an array, not an object";
      if (byte === BYTE.quote) return "a text, not an object";
      if (byte === BYTE.comma) return "a comma between objects";
      return isOfWord(byte) ? faultOfRecordWord(bytes, at, limit) : unexpected(bytes, at, limit);
    case "first key":
    case "key":
      if (byte === BYTE.closeBrace) return TRAILING_COMMA;
      if (byte === BYTE.comma) return "a comma too many";
      return isOfWord(byte) || byte >= 0x80 ? "a key without quotes" : unexpected(bytes, at, limit);
    case "colon":
      return "a missing colon";
    case "value":
    case "first element":
    case "element":
      if (byte === BYTE.closeBracket && expected === "element") return TRAILING_COMMA;
      if (byte === BYTE.comma || (byte === BYTE.closeBrace && expected === "value")) return "a missing value";
      return isOfWord(byte) ? faultOfWord(bytes, at, limit) : unexpected(bytes, at, limit);
    case "comma":
      return byte === BYTE.quote || byte === BYTE.openBrace || byte === BYTE.openBracket || isOfWord(byte)
        ? "a missing comma"
        : unexpected(bytes, at, limit);
  }
}

/** Why the number or word at `at` is no value. */
export function faultOfWord(bytes: Buffer, at: number, limit: number): string {
  const end = wordEnd(bytes, at, limit);
  if (end === limit) return UNENDED;
  const word = wordAt(bytes, at, end);
  if (NOT_A_NUMBER.test(word)) return NAN;
  return /^[-+.0-9]/.test(word) ? "a number that JSON writes otherwise" : "a word without quotes";
}

function faultOfRecordWord(bytes: Buffer, at: number, limit: number): string {
  const word = wordAt(bytes, at, wordEnd(bytes, at, limit));
  if (NOT_A_NUMBER.test(word)) return NAN;
  if (word === "true" || word === "false" || word === "null") return `${word}, not an object`;
  return /^[-+.]?[0-9]/.test(word)
    ? "a number, not an object"
    : /^[A-Za-z_$]/.test(word)
      ? "a word, not an object"
      : unexpected(bytes, at, limit);
}

/** Why the text up to `limit` stops to be a JSON string at `at`. */
export function faultInText(bytes: Buffer, at: number, limit: number): string {
  if (at >= limit) return UNENDED;
  if (bytes[at] === 0) return NUL;
  if (bytes[at] !== BYTE.backslash) return "a control character in a text";
  const isCut = limit < at + 6 && /^\\(?:u[0-9a-fA-F]*)?$/.test(bytes.toString("latin1", at, limit));
  return isCut ? UNENDED : "a bad escape in a text";
}

const NAN = "NaN or Infinity, which JSON has not";
const NOT_A_NUMBER = /^[-+]?(?:nan|inf|infinity)$/i;
/** Characters of a word that are looked at. */
const WORD = 16;

function wordEnd(bytes: Buffer, at: number, limit: number): number {
  let end = at;
  while (end < limit && isOfWord(bytes[end])) end += 1;
  return end;
}

const wordAt = (bytes: Buffer, at: number, end: number): string => bytes.toString("latin1", at, Math.min(end, at + WORD));

const isCommentStart = (bytes: Buffer, at: number, limit: number): boolean =>
  bytes[at] === BYTE.slash && at + 1 < limit && (bytes[at + 1] === BYTE.slash || bytes[at + 1] === BYTE.asterisk);

function unexpected(bytes: Buffer, at: number, limit: number): string {
  const code = bytes.toString("utf8", at, Math.min(at + 4, limit)).codePointAt(0) ?? 0;
  const character = code > 0x20 && code < 0x7f ? String.fromCharCode(code) : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return `not JSON at ${character}`;
}
