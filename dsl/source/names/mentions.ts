import { ts } from "ts-morph";
import type { Place } from "../../diagnostics/site.ts";
import { calledName } from "../syntax.ts";
import type { BoundFiles } from "./bind.ts";
import { callsOf } from "./calls.ts";
import { rowNamesOf } from "./row-names.ts";
import { type Value, valuesOf } from "./values.ts";
import { columnNameOf, keysOf, orderNamesOf, resultKeysOf, schemaKeysOf, stringsOf, type WrittenName } from "./written-names.ts";

/** A part of a call's arguments in which a column may be named. `path` leads there: the argument's place, then keys. */
export interface Mention {
  /** The calls that led to it, innermost first: the call itself, then its callers. */
  readonly places: readonly Place[];
  /** What is called: `select`, `source`, `table`. */
  readonly called: string;
  readonly as: MentionKind;
  readonly path: readonly (string | number)[];
  /** Of `row`: which parameter of the function is the row. */
  readonly parameter?: number;
  readonly name: string;
}

export type MentionKind = keyof typeof READERS;

const READERS = {
  /** A string, or some in an array. */
  strings: (files, value, { name }) => stringsOf(files, value, name),
  /** A string, or the `column` of an object, some in an array. */
  order: (files, value, { name }) => orderNamesOf(files, value, name),
  keys: (files, value, { name }) => keysOf(files, value, name),
  /** What a function reads of a row. */
  row: (files, value, { name, parameter = 0 }) => rowNamesOf(files, value, parameter, name),
  /** The keys of what a function returns. */
  result: (files, value, { name }) => resultKeysOf(files, value, name),
  schema: (files, value, { name }) => schemaKeysOf(files, value, name),
  column: (files, value, { name }) => columnNameOf(files, value, name),
} as const satisfies Readonly<Record<string, (files: BoundFiles, value: Value, mention: Mention) => readonly WrittenName[]>>;

/** Where the name is written that a call's arguments lead to; nothing when it is not written out, or the call is not found. */
export function writtenNames(files: BoundFiles, mention: Mention): readonly WrittenName[] {
  const stack = callsOf(files, mention.places);
  const [call] = stack;
  if (call === undefined || !isCallOf(call, mention.called)) return [];
  const [place, ...path] = mention.path;
  const given = typeof place === "number" ? call.arguments.slice(place, place + 1) : call.arguments;
  const found = given.flatMap((argument) => {
    const node = ts.isSpreadElement(argument) ? argument.expression : argument;
    const start: Value = { node, stack, through: [] };
    const inside = path.length === 0 ? [start] : valuesOf(files, start, path);
    return inside.flatMap((value) => READERS[mention.as](files, value, mention));
  });
  return [...new Map(found.map((written) => [written.node, written])).values()];
}

/** A function may be imported under another name; a method has its own. */
function isCallOf(call: ts.CallExpression, called: string): boolean {
  const name = calledName(call);
  if (name === undefined) return false;
  return name === call.expression || (ts.isStringLiteralLike(name) ? name.text : name.getText()) === called;
}
