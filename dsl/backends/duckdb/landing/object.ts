import type { SourceColumn } from "../../../operations/lake.ts";
import { verificationOf } from "./checks.ts";
import { membersAt } from "./json-text.ts";
import { byCodePoints, foldKey } from "./keys.ts";
import { BadValue, readerOf, type Value } from "./values.ts";

/** What a JSON object is: a row in the order of the columns, or the reason why it is none. */
export type Reading = ({ readonly row: readonly Value[] } | { readonly reason: string }) & {
  /** The keys that no column has, without regard to case. */
  readonly unknown: readonly string[];
};

/** Reads a text that is one JSON object. */
export type ObjectReader = (object: string) => Reading;

/** The reading rule for the objects of a source. */
export function objectReader(columns: readonly SourceColumn[]): ObjectReader {
  const readers = columns.map((column) => ({
    read: readerOf([column.name], column),
    checks: column.checks.map((check) => verificationOf(column, check)),
  }));
  const columnOf = new Map(columns.map(({ name }, i) => [foldKey(name), i]));
  if (columnOf.size < columns.length) throw new Error("two columns of a source differ only by case");

  return (object) => {
    const members = membersAt(object, 0);
    const places: (number | undefined)[] = [];
    const others = new Set<string>();
    const repeated: string[] = [];
    for (const [place, key] of members.keys.entries()) {
      const folded = foldKey(key);
      const column = columnOf.get(folded);
      if (column === undefined) others.add(folded);
      else if (places[column] !== undefined) repeated.push(folded);
      else places[column] = place;
    }
    const unknown = [...others];
    const [firstRepeated] = repeated.sort(byCodePoints);
    if (firstRepeated !== undefined) return { reason: `repeated key ${columns[columnOf.get(firstRepeated) ?? -1]?.name}`, unknown };

    const row: Value[] = [];
    for (const [column, { read, checks }] of readers.entries()) {
      const place = places[column] ?? -1;
      const value = read(object, members.starts[place], members.ends[place] ?? 0);
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
