import type { SourceColumn } from "../../../operations/lake.ts";
import { membersAt } from "./json-text.ts";
import { foldKey } from "./keys.ts";
import { recordsOf } from "./records.ts";

/** The spellings of keys that DuckDB is told to look for. */
export interface Spellings {
  /** Of each column, in order: at least one spelling. */
  readonly variants: readonly (readonly string[])[];
  /** Keys that no column has, different without regard to case. */
  readonly unknown: readonly string[];
}

/** Most spellings of one column, and most unknown keys: one more bit would not fit a BIGINT. */
const MOST_VARIANTS = 4;
const MOST_UNKNOWN = 60;
/** Characters of the longest key that is looked for. */
const LONGEST_KEY = 256;
/** How many lines at the start of each block are looked at. */
const LOOKED_AT = 20;
/** Bytes of a block in which they are looked for. */
const LOOKED_IN = 1 << 16;
const LINE_FEED = 0x0a;

/** As declared: nothing is known of the files yet. */
export const declaredSpellings = (columns: readonly SourceColumn[]): Spellings => ({
  variants: columns.map(({ name }) => [name]),
  unknown: [],
});

/** The spellings with those that the first lines of a block use; the very same when they use no others. */
export function learn(known: Spellings, columns: readonly SourceColumn[], block: Buffer): Spellings {
  const places = new Map(columns.map(({ name }, place) => [foldKey(name), place]));
  let { variants, unknown } = known;
  for (const object of firstObjects(block)) {
    for (const key of membersAt(object, 0).keys) {
      if (key.length > LONGEST_KEY) continue;
      const place = places.get(foldKey(key));
      if (place === undefined) {
        if (unknown.length < MOST_UNKNOWN && !unknown.some((other) => foldKey(other) === foldKey(key))) unknown = [...unknown, key];
      } else if (!variants[place]?.includes(key)) {
        variants = variants.map((own, i) => (i === place && own.length < MOST_VARIANTS ? [...own, key] : own));
      }
    }
  }
  return variants === known.variants && unknown === known.unknown ? known : { variants, unknown };
}

/** The first record of each of the first lines, if it is a JSON object. */
function firstObjects(block: Buffer): readonly string[] {
  const objects: string[] = [];
  let start = 0;
  for (let looked = 0; looked < LOOKED_AT && start <= block.length; looked += 1) {
    const feed = block.indexOf(LINE_FEED, start);
    const end = feed < 0 ? block.length : feed;
    if (end > LOOKED_IN) break;
    const line = block.subarray(start, end);
    const first = recordsOf(line).next().value;
    if (first?.isObject) objects.push(line.toString("utf8", first.start, first.end));
    start = end + 1;
  }
  return objects;
}
