import { isUtf8 } from "node:buffer";
import { createReadStream, type ReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { refuse } from "../../../diagnostics/diagnostic.ts";

/** A file to read. `name` is what people are shown. */
export interface LandingFile {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Whether it is gzip data, of one member or more. */
  readonly gz: boolean;
}

/** Whole lines of one file, one after the other, as UTF-8 without the last line feed. */
export interface Block {
  readonly file: string;
  /** How many lines of the file stand before it. */
  readonly linesBefore: number;
  readonly lines: number;
  readonly bytes: Buffer;
  /** Lines that are not UTF-8; in `bytes`, blanks stand in their place. */
  readonly broken: readonly BrokenLine[];
}

export interface BrokenLine {
  /** Counted from 0 in the block. */
  readonly place: number;
  readonly bytes: Buffer;
}

/** Bytes of a block, unless a line is longer. */
const BLOCK = 1 << 20;
/** Bytes of the longest line that is held in memory. */
const LONGEST_LINE = 1 << 28;
const LINE_FEED = 0x0a;
const BLANK = 0x20;

/** The lines of a file. Refuses with `landing-file-broken`. */
export async function* blocksOf(file: LandingFile): AsyncGenerator<Block> {
  let linesBefore = 0;
  for await (const bytes of wholeLines(file)) {
    const lines = countLines(bytes);
    yield { file: file.name, linesBefore, lines, bytes, broken: isUtf8(bytes) ? [] : blankBrokenLines(bytes, lines) };
    linesBefore += lines;
  }
}

async function* wholeLines({ path, gz }: LandingFile): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunksOf(path, gz)) {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end >= 0) {
      yield Buffer.concat([...begun, chunk.subarray(0, end)]);
      begun = [];
      length = 0;
    }
    begun.push(chunk.subarray(end + 1));
    length += chunk.length - end - 1;
    if (length > LONGEST_LINE) refuse("landing-file-broken", { path, reason: `a line is longer than ${LONGEST_LINE} bytes` });
  }
  if (length > 0) yield Buffer.concat(begun);
}

async function* chunksOf(path: string, gz: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: BLOCK });
  try {
    yield* gz ? unzipped(file) : file;
  } catch (error) {
    if (error instanceof Error && "code" in error) refuse("landing-file-broken", { path, reason: error.message });
    throw error;
  }
}

function unzipped(file: ReadStream): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: BLOCK });
  file.once("error", (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

function countLines(bytes: Buffer): number {
  let lines = 1;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}

/** The lines at some places of a block, which ascend. */
export function* linesAt(bytes: Buffer, places: Iterable<number>): Generator<readonly [place: number, line: Buffer]> {
  let start = 0;
  let at = 0;
  for (const place of places) {
    for (; at < place; at += 1) start = bytes.indexOf(LINE_FEED, start) + 1;
    const feed = bytes.indexOf(LINE_FEED, start);
    yield [place, bytes.subarray(start, feed < 0 ? bytes.length : feed)];
  }
}

/** Takes the lines that are not UTF-8 out of the block. */
function blankBrokenLines(bytes: Buffer, lines: number): readonly BrokenLine[] {
  const broken: BrokenLine[] = [];
  for (const [place, line] of linesAt(bytes, Array(lines).keys())) {
    if (isUtf8(line)) continue;
    broken.push({ place, bytes: Buffer.from(line) });
    line.fill(BLANK);
  }
  return broken;
}
