import { type Expected, faultAt, faultInText, faultOfWord, HALF_SURROGATE } from "./faults.ts";
import { BYTE, isDigit, isOfWord, isSpace } from "./json-bytes.ts";

/** A record of a line: the offsets of its bytes, and why it is no JSON object that a reader can follow, if it is none. */
export interface RecordSpan {
  readonly start: number;
  readonly end: number;
  readonly fault: string | undefined;
  /** False of the rest of a line that is no JSON object. */
  readonly isObject: boolean;
}

/** How deep objects and arrays of a record may stand in each other, its own object counted: what every JSON reader can follow. */
export const DEEPEST = 500;

/**
 * The records of a line, which is UTF-8 up to `limit`: JSON objects side by side, or with white space between. From the first
 * place where none is, the rest of the line is one record with a fault. JSON is as RFC 8259 has it, and nothing else: no
 * trailing comma, no NaN, no comment, no control character in a text. Half of a surrogate pair is no Unicode text, so it is
 * no JSON either. A byte order mark before the line is no part of it.
 */
export function* recordsOf(line: Buffer, limit = line.length): Generator<RecordSpan> {
  const end = spaceStart(line, limit);
  let start = firstPlace(line, end);
  while (start < end) {
    const record = recordAt(line, start, end);
    yield record;
    start = afterSpace(line, record.end, end);
  }
}

/** Whether nothing but one record stands on a line, which is UTF-8. */
export function hasOneRecord(line: Buffer): boolean {
  const records = recordsOf(line);
  records.next();
  return records.next().done === true;
}

/** The records of a line that is not UTF-8: from the first object with such bytes on, the rest of the line is one record. */
export function* recordsOfBroken(line: Buffer): Generator<RecordSpan> {
  const end = spaceStart(line, line.length);
  let start = firstPlace(line, end);
  for (const record of recordsOf(line, utf8End(line))) {
    if (!record.isObject) break;
    yield record;
    start = afterSpace(line, record.end, end);
  }
  yield { start, end, fault: "not UTF-8", isObject: false };
}

/** The record that starts at `start`, where no white space is. Up to `limit` when it has a fault, unless it is only too deep. */
export function recordAt(bytes: Buffer, start: number, limit: number): RecordSpan {
  if (bytes[start] !== BYTE.openBrace) return { start, end: limit, fault: faultAt(bytes, start, limit, "object"), isObject: false };
  const cursor = new Cursor(bytes, start, limit);
  if (!cursor.passObject()) return { start, end: limit, fault: cursor.fault, isObject: false };
  return { start, end: cursor.at, fault: cursor.deepest > DEEPEST ? `nested deeper than ${DEEPEST}` : undefined, isObject: true };
}

/** Goes over one object without recursion, so that depth has no limit, and stops where it is no JSON. */
class Cursor {
  at: number;
  deepest = 0;
  fault: string | undefined;
  private readonly bytes: Buffer;
  private readonly limit: number;
  private readonly open = new OpenBrackets();

  constructor(bytes: Buffer, at: number, limit: number) {
    this.bytes = bytes;
    this.at = at;
    this.limit = limit;
  }

  /** To the end of the object that starts here; false where it has a fault. */
  passObject(): boolean {
    for (let expected: Expected = "value"; ; ) {
      const opener = this.byte();
      if (opener === BYTE.openBrace || opener === BYTE.openBracket) {
        const isObject = opener === BYTE.openBrace;
        this.open.push(isObject);
        if (this.open.depth > this.deepest) this.deepest = this.open.depth;
        this.step();
        if (this.byte() !== closerOf(isObject)) {
          if (isObject && !this.passKey("first key")) return false;
          expected = isObject ? "value" : "first element";
          continue;
        }
        this.open.pop();
        this.at += 1;
      } else if (!this.passScalar(expected)) return false;
      for (;;) {
        if (this.open.depth === 0) return true;
        this.at = afterSpace(this.bytes, this.at, this.limit);
        const next = this.byte();
        const isObject = this.open.isObject();
        if (next === BYTE.comma) {
          this.step();
          if (isObject && !this.passKey("key")) return false;
          expected = isObject ? "value" : "element";
          break;
        }
        if (next !== closerOf(isObject)) return this.fail("comma");
        this.open.pop();
        this.at += 1;
      }
    }
  }

  private byte(): number | undefined {
    return this.at < this.limit ? this.bytes[this.at] : undefined;
  }

  /** Over one character and the white space behind it. */
  private step(): void {
    this.at = afterSpace(this.bytes, this.at + 1, this.limit);
  }

  private fail(expected: Expected): false {
    this.fault = faultAt(this.bytes, this.at, this.limit, expected);
    return false;
  }

  /** To the value of the member that starts here. */
  private passKey(expected: Expected): boolean {
    if (this.byte() !== BYTE.quote) return this.fail(expected);
    if (!this.passText()) return false;
    this.at = afterSpace(this.bytes, this.at, this.limit);
    if (this.byte() !== BYTE.colon) return this.fail("colon");
    this.step();
    return true;
  }

  private passScalar(expected: Expected): boolean {
    const { bytes, at, limit } = this;
    const first = this.byte();
    if (first === BYTE.quote) return this.passText();
    const end = first === BYTE.minus || isDigit(first) ? numberEnd(bytes, at, limit) : literalEnd(bytes, at, limit);
    if (end < 0 && !isOfWord(first)) return this.fail(expected);
    if (end < 0 || (end < limit && isOfWord(bytes[end]))) {
      this.fault = faultOfWord(bytes, at, limit);
      return false;
    }
    this.at = end;
    return true;
  }

  /** Over the string that starts here. */
  private passText(): boolean {
    const { bytes, limit } = this;
    let at = this.at + 1;
    for (let afterHigh = false; ; ) {
      const byte = at < limit ? (bytes[at] ?? 0) : -1;
      if (afterHigh && byte >= 0 && (byte !== BYTE.backslash || (at + 1 < limit && bytes[at + 1] !== LOWER_U))) {
        this.fault = HALF_SURROGATE;
        return false;
      }
      if (byte === BYTE.quote) break;
      if (byte >= BYTE.space && byte !== BYTE.backslash) {
        at += 1;
        continue;
      }
      const length = byte === BYTE.backslash ? escapeLength(bytes, at, limit) : 0;
      if (length === 0) {
        this.fault = faultInText(bytes, at, limit);
        return false;
      }
      if (length === 6) {
        const isLow = isSurrogate(bytes, at, LOW);
        if (isLow !== afterHigh) {
          this.fault = HALF_SURROGATE;
          return false;
        }
        afterHigh = isSurrogate(bytes, at, HIGH);
      }
      at += length;
    }
    this.at = at + 1;
    return true;
  }
}

/** Which brackets are open, in a byte each. */
class OpenBrackets {
  depth = 0;
  private kinds = NONE_OPEN;

  push(isObject: boolean): void {
    if (this.depth === this.kinds.length) {
      const more = new Uint8Array(Math.max(16, 2 * this.depth));
      more.set(this.kinds);
      this.kinds = more;
    }
    this.kinds[this.depth] = isObject ? 1 : 0;
    this.depth += 1;
  }

  pop(): void {
    this.depth -= 1;
  }

  isObject(): boolean {
    return this.kinds[this.depth - 1] === 1;
  }
}

const NONE_OPEN = new Uint8Array(0);
const LOWER_U = 0x75;
const LOWER_E = 0x65;
const UPPER_E = 0x45;
/** What the second hexadecimal digit of half a surrogate pair is; the first is D. */
const HIGH = /^[89abAB]$/;
const LOW = /^[c-fC-F]$/;

const closerOf = (isObject: boolean): number => (isObject ? BYTE.closeBrace : BYTE.closeBracket);

const isSurrogate = (bytes: Buffer, at: number, half: RegExp): boolean =>
  (bytes[at + 2] === 0x64 || bytes[at + 2] === 0x44) && half.test(String.fromCharCode(bytes[at + 3] ?? 0));

/** Bytes of the escape at `at`; 0 when it is none. */
function escapeLength(bytes: Buffer, at: number, limit: number): number {
  if (at + 1 >= limit) return 0;
  if (bytes[at + 1] !== LOWER_U) return '"\\/bfnrt'.includes(String.fromCharCode(bytes[at + 1] ?? 0)) ? 2 : 0;
  return at + 6 <= limit && /^[0-9a-fA-F]{4}$/.test(bytes.toString("latin1", at + 2, at + 6)) ? 6 : 0;
}

const LITERALS = ["true", "false", "null"].map((word) => Buffer.from(word));

function literalEnd(bytes: Buffer, at: number, limit: number): number {
  const literal = LITERALS.find(([first]) => first === bytes[at]);
  if (literal === undefined || at + literal.length > limit) return -1;
  return literal.every((byte, i) => bytes[at + i] === byte) ? at + literal.length : -1;
}

function numberEnd(bytes: Buffer, start: number, limit: number): number {
  const digits = bytes[start] === BYTE.minus ? start + 1 : start;
  let at = digitsEnd(bytes, digits, limit);
  if (at === digits) return -1;
  if (bytes[digits] === BYTE.zero) at = digits + 1;
  if (at < limit && bytes[at] === BYTE.dot) {
    const fraction = digitsEnd(bytes, at + 1, limit);
    if (fraction === at + 1) return -1;
    at = fraction;
  }
  if (at < limit && (bytes[at] === LOWER_E || bytes[at] === UPPER_E)) {
    const signed = at + 1 < limit && (bytes[at + 1] === BYTE.plus || bytes[at + 1] === BYTE.minus) ? at + 2 : at + 1;
    const exponent = digitsEnd(bytes, signed, limit);
    if (exponent === signed) return -1;
    at = exponent;
  }
  return at;
}

function digitsEnd(bytes: Buffer, start: number, limit: number): number {
  let at = start;
  while (at < limit && isDigit(bytes[at])) at += 1;
  return at;
}

const BOM = Buffer.from("\uFEFF");

/** Behind a byte order mark and white space. */
const firstPlace = (line: Buffer, end: number): number =>
  afterSpace(line, line[0] === BOM[0] && line.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0, end);

/** Where the first bytes stand that are not UTF-8; a decoder puts U+FFFD there. */
function utf8End(line: Buffer): number {
  const text = line.toString("utf8");
  const replaced = Buffer.from("\uFFFD");
  let [from, end] = [0, 0];
  for (let at = text.indexOf("\uFFFD"); at >= 0; at = text.indexOf("\uFFFD", from)) {
    end += Buffer.byteLength(text.slice(from, at));
    if (!line.subarray(end, end + replaced.length).equals(replaced)) return end;
    from = at + 1;
    end += replaced.length;
  }
  return line.length;
}

function afterSpace(bytes: Buffer, start: number, limit: number): number {
  let at = start;
  while (at < limit && isSpace(bytes[at])) at += 1;
  return at;
}

/** Where the white space at the end begins. */
function spaceStart(bytes: Buffer, limit: number): number {
  let at = limit;
  while (at > 0 && isSpace(bytes[at - 1])) at -= 1;
  return at;
}
