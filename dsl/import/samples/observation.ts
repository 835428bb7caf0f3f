import { elementsAt, membersAt, stringBetween } from "../../backends/duckdb/landing/json-text.ts";
import { foldKey } from "../../backends/duckdb/landing/keys.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { TEXT_FORMATS, type TextFormat } from "./text-formats.ts";

/** What JSON values are, as a reader of columns tells them apart: `large` is an integer beyond 64 bits. */
export type ValueKind = "string" | "boolean" | "integer" | "large" | "fraction" | "object" | "array";

/** Where a record of a sample stands. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
  /** UTF-16 code units before the record in its line. */
  readonly skipped: number;
}

/** An object with more different keys is a map. */
const MOST_KEYS = 1000;

/** What was seen of one column, field, element or map value. It grows while the samples are read. */
export class Observation {
  readonly counts = new Map<ValueKind, number>();
  /** Where the first value of each kind stands. */
  readonly firsts = new Map<ValueKind | "null", Span>();
  nulls = 0;
  least = 2n ** 63n;
  most = -(2n ** 63n);
  /** Digits of the longest integer. */
  digits = 0;
  /** The formats that every text so far has. */
  readonly formats: Set<TextFormat> = new Set(Object.keys(TEXT_FORMATS) as TextFormat[]);
  /** Of objects: the values by key, without regard to case; of objects with more keys than a struct may have, none. */
  readonly members = new Map<string, Member>();
  /** The values of all keys, once there are too many to tell apart. */
  values: Observation | undefined;
  element: Observation | undefined;

  /** How many values are not null. */
  get present(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Adds the JSON value between two offsets of a text that is JSON. */
  add(text: string, start: number, end: number, place: LinePlace): void {
    const kind = kindAt(text, start, end);
    if (!this.firsts.has(kind)) this.firsts.set(kind, spanIn(place, start, end));
    if (kind === "null") {
      this.nulls += 1;
      return;
    }
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    switch (kind) {
      case "string":
        this.#addText(stringBetween(text, start, end));
        break;
      case "integer":
      case "large":
        this.#addInteger(text.slice(start, end));
        break;
      case "object":
        this.#addObject(text, start, place);
        break;
      case "array":
        this.#addElements(text, start, place);
        break;
    }
  }

  #addText(value: string): void {
    for (const format of this.formats) if (!TEXT_FORMATS[format](value)) this.formats.delete(format);
  }

  #addInteger(literal: string): void {
    const value = BigInt(literal);
    if (value < this.least) this.least = value;
    if (value > this.most) this.most = value;
    this.digits = Math.max(this.digits, literal.replace(/^-?0*/, "").length);
  }

  #addObject(text: string, start: number, place: LinePlace): void {
    const members = membersAt(text, start);
    if (this.values === undefined) addMembers(this.members, text, members, place);
    else for (const [i, from] of members.starts.entries()) this.values.add(text, from, members.ends[i] ?? from, place);
    if (this.members.size <= MOST_KEYS) return;
    this.values = merged([...this.members.values()].map(({ value }) => value));
    this.members.clear();
  }

  #addElements(text: string, start: number, place: LinePlace): void {
    this.element ??= new Observation();
    const { starts, ends } = elementsAt(text, start);
    for (const [i, from] of starts.entries()) this.element.add(text, from, ends[i] ?? from, place);
  }
}

/** The values of one key. */
export interface Member {
  readonly value: Observation;
  /** How often each spelling stands there. */
  readonly spellings: Map<string, number>;
}

interface Members {
  readonly keys: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Adds the members of one object; of repeated keys the first counts. */
export function addMembers(known: Map<string, Member>, text: string, { keys, starts, ends }: Members, place: LinePlace): void {
  const seen = new Set<string>();
  for (const [i, key] of keys.entries()) {
    const folded = foldKey(key);
    if (seen.has(folded)) continue;
    seen.add(folded);
    const member = known.get(folded) ?? { value: new Observation(), spellings: new Map<string, number>() };
    known.set(folded, member);
    member.spellings.set(key, (member.spellings.get(key) ?? 0) + 1);
    member.value.add(text, starts[i] ?? 0, ends[i] ?? 0, place);
  }
}

const spanIn = ({ file, line, skipped }: LinePlace, start: number, end: number): Span => ({
  file,
  line,
  column: skipped + start + 1,
  endLine: line,
  endColumn: skipped + end + 1,
});

function kindAt(text: string, start: number, end: number): ValueKind | "null" {
  switch (text[start]) {
    case '"':
      return "string";
    case "{":
      return "object";
    case "[":
      return "array";
    case "n":
      return "null";
    case "t":
    case "f":
      return "boolean";
    default:
      return numberKind(text.slice(start, end));
  }
}

function numberKind(literal: string): ValueKind {
  if (!/^-?[0-9]+$/.test(literal)) return "fraction";
  return literal.length < 19 || BigInt.asIntN(64, BigInt(literal)) === BigInt(literal) ? "integer" : "large";
}

/** What was seen of all together. */
export function merged(parts: readonly Observation[]): Observation {
  const whole = new Observation();
  for (const part of parts) {
    for (const [kind, count] of part.counts) whole.counts.set(kind, (whole.counts.get(kind) ?? 0) + count);
    for (const [kind, span] of part.firsts) if (!whole.firsts.has(kind)) whole.firsts.set(kind, span);
    whole.nulls += part.nulls;
    if (part.least < whole.least) whole.least = part.least;
    if (part.most > whole.most) whole.most = part.most;
    whole.digits = Math.max(whole.digits, part.digits);
    for (const format of whole.formats) if (!part.formats.has(format)) whole.formats.delete(format);
  }
  const known = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);
  const elements = known(parts.map(({ element }) => element));
  if (elements.length > 0) whole.element = merged(elements);
  const values = known(parts.map((part) => part.values));
  if (values.length > 0)
    whole.values = merged([...values, ...parts.flatMap(({ members }) => [...members.values()].map(({ value }) => value))]);
  else for (const [key, members] of byKey(parts)) whole.members.set(key, members);
  return whole;
}

function byKey(parts: readonly Observation[]): ReadonlyMap<string, Member> {
  const all = new Map<string, Member[]>();
  for (const part of parts) for (const [key, member] of part.members) all.set(key, [...(all.get(key) ?? []), member]);
  return new Map(
    [...all].map(([key, members]) => {
      const spellings = new Map<string, number>();
      for (const member of members)
        for (const [spelling, count] of member.spellings) spellings.set(spelling, (spellings.get(spelling) ?? 0) + count);
      return [key, { value: merged(members.map(({ value }) => value)), spellings }];
    }),
  );
}
