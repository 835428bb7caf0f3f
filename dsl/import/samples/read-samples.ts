import { blocksOf } from "../../backends/duckdb/landing/blocks.ts";
import { objectMembers } from "../../backends/duckdb/landing/json-text.ts";
import { foldKey } from "../../backends/duckdb/landing/keys.ts";
import { isBlank } from "../../backends/duckdb/landing/line.ts";
import { addMembers, type Member } from "./observation.ts";

/** What was seen in the lines of one source. */
export interface Samples {
  /** Lines that are JSON objects. */
  readonly rows: number;
  /** By key, in the order of first sight, without regard to case. */
  readonly members: ReadonlyMap<string, Member>;
  /** Lines that are no row by the reading rule, by reason. */
  readonly bad: ReadonlyMap<string, BadLines>;
}

export interface BadLines {
  readonly count: number;
  /** Of the first of them: the file, and the line counted from 1. */
  readonly file: string;
  readonly line: number;
}

const BOM = "\uFEFF";

/** Reads every line of the files by the reading rule of landing files. Refuses a file that cannot be read to its end. */
export async function readSamples(files: readonly string[]): Promise<Samples> {
  const members = new Map<string, Member>();
  const bad = new Map<string, BadLines>();
  let rows = 0;
  for (const file of files) {
    for await (const { bytes, linesBefore, broken } of blocksOf({ path: file, name: file, gz: /\.gz$/i.test(file) })) {
      const isBad = (reason: string, place: number): void => {
        const known = bad.get(reason) ?? { count: 0, file, line: linesBefore + place + 1 };
        bad.set(reason, { ...known, count: known.count + 1 });
      };
      for (const { place } of broken) isBad("not UTF-8", place);
      for (const [place, line] of bytes.toString("utf8").split("\n").entries()) {
        const text = line.startsWith(BOM) ? line.slice(BOM.length) : line;
        if (isBlank(text)) continue;
        const found = objectMembers(text);
        if (found === undefined) isBad("not a JSON object", place);
        else if (hasRepeated(found.keys)) isBad("a repeated key", place);
        else {
          rows += 1;
          addMembers(members, text, found);
        }
      }
    }
  }
  return { rows, members, bad };
}

const hasRepeated = (keys: readonly string[]): boolean => new Set(keys.map(foldKey)).size < keys.length;
