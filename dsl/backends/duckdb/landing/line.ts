import type { SourceColumn } from "../../../operations/lake.ts";
import { verificationOf } from "./checks.ts";
import { objectMembers } from "./json-text.ts";
import { byCodePoints, foldKey } from "./keys.ts";
import { BadValue, readerOf, type Value } from "./values.ts";

/** What a line that is not blank is: a row in the order of the columns, or the reason why it is none. */
export type Line = ({ readonly row: readonly Value[] } | { readonly reason: string }) & {
  /** The keys that no column has, without regard to case; none of a line that is not a JSON object. */
  readonly unknown: readonly string[];
};

export type LineReader = (line: string) => Line;

/** The reading rule for the lines of a source: UTF-8 decoded, trimmed and not blank. */
export function lineReader(columns: readonly SourceColumn[]): LineReader {
  const readers = columns.map((column) => ({
    key: foldKey(column.name),
    read: readerOf([column.name], column),
    checks: column.checks.map((check) => verificationOf(column, check)),
  }));
  const names = new Map(columns.map(({ name }) => [foldKey(name), name]));
  if (names.size < columns.length) throw new Error("two columns of a source differ only by case");

  return (line) => {
    const members = objectMembers(line);
    if (members === undefined) return { reason: "not a JSON object", unknown: [] };
    const places = new Map<string, number>();
    const repeated: string[] = [];
    members.keys.forEach((key, place) => {
      const folded = foldKey(key);
      if (places.has(folded)) repeated.push(folded);
      else places.set(folded, place);
    });
    const unknown = [...places.keys()].filter((key) => !names.has(key));
    const [firstRepeated] = repeated.sort(byCodePoints);
    if (firstRepeated !== undefined) return { reason: `repeated key ${names.get(firstRepeated) ?? firstRepeated}`, unknown };

    const row: Value[] = [];
    for (const { key, read, checks } of readers) {
      const place = places.get(key) ?? -1;
      const value = read(line, members.starts[place], members.ends[place] ?? 0);
      if (value instanceof BadValue) return { reason: value.reason, unknown };
      for (const verify of checks) {
        const reason = verify(value);
        if (reason !== undefined) return { reason, unknown };
      }
      row.push(value);
    }
    return { row, unknown };
  };
}

const BOM = Buffer.from("\uFEFF");
const CARRIAGE_RETURN = 0x0d;

/** A line without a BOM before it and a CR after it. */
export function trimLine(line: Buffer): Buffer {
  const start = line.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  return line.subarray(start, line.length > start && line.at(-1) === CARRIAGE_RETURN ? -1 : undefined);
}

/** White space as JSON has it. */
export const isBlank = (line: string): boolean => /^[ \t\r]*$/.test(line);
