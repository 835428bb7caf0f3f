import type { SourceColumn } from "../../../operations/lake.ts";
import { verificationOf } from "./checks.ts";
import { DEEPEST, isTooDeep } from "./depth.ts";
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
    read: readerOf([column.name], column),
    checks: column.checks.map((check) => verificationOf(column, check)),
  }));
  const columnOf = new Map(columns.map(({ name }, i) => [foldKey(name), i]));
  if (columnOf.size < columns.length) throw new Error("two columns of a source differ only by case");

  return (line) => {
    if (isTooDeep(line)) return { reason: `nested deeper than ${DEEPEST}`, unknown: [] };
    const members = objectMembers(line);
    if (members === undefined) return { reason: "not a JSON object", unknown: [] };
    const places: (number | undefined)[] = [];
    const others = new Set<string>();
    const repeated: string[] = [];
    for (const [place, key] of members.keys.entries()) {
      const folded = foldKey(key);
      const column = columnOf.get(folded);
      if (column === undefined ? others.has(folded) : places[column] !== undefined) repeated.push(folded);
      else if (column === undefined) others.add(folded);
      else places[column] = place;
    }
    const unknown = [...others];
    const [firstRepeated] = repeated.sort(byCodePoints);
    if (firstRepeated !== undefined)
      return { reason: `repeated key ${columns[columnOf.get(firstRepeated) ?? -1]?.name ?? firstRepeated}`, unknown };

    const row: Value[] = [];
    for (const [column, { read, checks }] of readers.entries()) {
      const place = places[column] ?? -1;
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
  const start = line[0] === BOM[0] && line.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  const end = line.length > start && line[line.length - 1] === CARRIAGE_RETURN ? line.length - 1 : line.length;
  return start === 0 && end === line.length ? line : line.subarray(start, end);
}

/** White space as JSON has it. */
export const isBlank = (line: string): boolean => /^[ \t\r]*$/.test(line);
