import { isUtf8 } from "node:buffer";
import { wholeLines } from "../../backends/duckdb/landing/files.ts";
import { objectMembers } from "../../backends/duckdb/landing/json-text.ts";
import { foldKey } from "../../backends/duckdb/landing/keys.ts";
import { isBlank } from "../../backends/duckdb/landing/line.ts";
import type { SampleFile } from "../inputs.ts";
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

/** Reads every line of the files by the reading rule of landing files. Refuses a file that cannot be read to its end. */
export async function readSamples(files: readonly SampleFile[]): Promise<Samples> {
  const members = new Map<string, Member>();
  const bad = new Map<string, BadLines>();
  let rows = 0;
  for (const { path: file, gz } of files) {
    let line = 0;
    for await (const bytes of wholeLines({ path: file, name: file, gz })) {
      for (const { text, skipped } of textsOf(bytes)) {
        line += 1;
        if (text !== undefined && isBlank(text)) continue;
        const found = text === undefined ? undefined : objectMembers(text);
        const reason =
          text === undefined
            ? "not UTF-8"
            : found === undefined
              ? "not a JSON object"
              : hasRepeated(found.keys)
                ? "a repeated key"
                : undefined;
        if (reason !== undefined) {
          const known = bad.get(reason) ?? { count: 0, file, line };
          bad.set(reason, { ...known, count: known.count + 1 });
        } else if (text !== undefined && found !== undefined) {
          rows += 1;
          addMembers(members, text, found, { file, line, skipped });
        }
      }
    }
  }
  return { rows, members, bad };
}

const BOM = "\uFEFF";
const LINE_FEED = 0x0a;

/** A line without its byte order mark, and how long that was. */
interface LineText {
  /** Undefined when the line is not UTF-8. */
  readonly text: string | undefined;
  readonly skipped: number;
}

function textsOf(bytes: Buffer): readonly LineText[] {
  const plain = (text: string): LineText =>
    text.startsWith(BOM) ? { text: text.slice(BOM.length), skipped: BOM.length } : { text, skipped: 0 };
  if (isUtf8(bytes)) return bytes.toString("utf8").split("\n").map(plain);
  const texts: LineText[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const line = bytes.subarray(start, feed < 0 ? bytes.length : feed);
    texts.push(isUtf8(line) ? plain(line.toString("utf8")) : { text: undefined, skipped: 0 });
    start = feed < 0 ? bytes.length + 1 : feed + 1;
  }
  return texts;
}

const hasRepeated = (keys: readonly string[]): boolean => new Set(keys.map(foldKey)).size < keys.length;
