import { isUtf8 } from "node:buffer";
import { wholeLines } from "../../backends/duckdb/landing/files.ts";
import { membersAt } from "../../backends/duckdb/landing/json-text.ts";
import { foldKey } from "../../backends/duckdb/landing/keys.ts";
import { recordsOf, recordsOfBroken } from "../../backends/duckdb/landing/records.ts";
import type { SampleFile } from "../inputs.ts";
import { addMembers, type Member } from "./observation.ts";

/** What was seen in the records of one source. */
export interface Samples {
  /** Records that are JSON objects. */
  readonly rows: number;
  /** By key, in the order of first sight, without regard to case. */
  readonly members: ReadonlyMap<string, Member>;
  /** Records that are no row by the reading rule, by reason. */
  readonly bad: ReadonlyMap<string, BadRecords>;
}

export interface BadRecords {
  readonly count: number;
  /** Of the first of them: the file, and the line counted from 1. */
  readonly file: string;
  readonly line: number;
}

/** Reads every record of the files by the reading rule of landing files. Refuses a file that cannot be read to its end. */
export async function readSamples(files: readonly SampleFile[]): Promise<Samples> {
  const members = new Map<string, Member>();
  const bad = new Map<string, BadRecords>();
  let rows = 0;
  for (const { path: file, gz } of files) {
    let line = 0;
    for await (const bytes of wholeLines({ path: file, name: file, gz })) {
      for (const text of linesOf(bytes)) {
        line += 1;
        for (const { object, skipped, fault } of objectsOf(text)) {
          const found = membersAt(object, 0);
          const reason = fault ?? (hasRepeated(found.keys) ? "a repeated key" : undefined);
          if (reason !== undefined) {
            const known = bad.get(reason) ?? { count: 0, file, line };
            bad.set(reason, { ...known, count: known.count + 1 });
          } else {
            rows += 1;
            addMembers(members, object, found, { file, line, skipped });
          }
        }
      }
    }
  }
  return { rows, members, bad };
}

const LINE_FEED = 0x0a;

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start <= bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

/** A record of a line. */
interface SampleObject {
  /** Of one with a fault, an empty object. */
  readonly object: string;
  /** UTF-16 code units that stand before it in the line. */
  readonly skipped: number;
  readonly fault: string | undefined;
}

function* objectsOf(line: Buffer): Generator<SampleObject> {
  let [skipped, before] = [0, 0];
  for (const { start, end, fault } of isUtf8(line) ? recordsOf(line) : recordsOfBroken(line)) {
    skipped += line.toString("utf8", before, start).length;
    const object = fault === undefined ? line.toString("utf8", start, end) : "{}";
    yield { object, skipped, fault };
    skipped += object.length;
    before = end;
  }
}

/** The reading rule lets keys of no column repeat; of what is to be declared, a key stands once. */
const hasRepeated = (keys: readonly string[]): boolean => new Set(keys.map(foldKey)).size < keys.length;
