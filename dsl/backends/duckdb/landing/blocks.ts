import { isUtf8 } from "node:buffer";
import { refuse } from "../../../diagnostics/diagnostic.ts";
import { LineTooLong, LONG_LINE, LONGEST_LINE } from "./begun-line.ts";
import { type LandingFile, wholeLines } from "./files.ts";

/** Whole lines, one after the other, as UTF-8 without the last line feed; of several files where these are small. */
export interface Block {
  readonly bytes: Buffer;
  readonly lines: number;
  readonly parts: readonly Part[];
  /** Lines that are not UTF-8; in `bytes`, blanks stand in their place, but for a long line. */
  readonly broken: readonly BrokenLine[];
  /** It is one line, so long that it is not copied without need. */
  readonly isLong: boolean;
}

/** Lines of one file in a block. */
interface Part {
  readonly file: string;
  /** How many lines of the file stand before them. */
  readonly linesBefore: number;
  /** The place in the block where they begin. */
  readonly place: number;
}

export interface BrokenLine {
  /** Counted from 0 in the block. */
  readonly place: number;
  readonly bytes: Buffer;
}

/** Bytes of a block at least, but of the last. */
const BLOCK = 1 << 20;
const LINE_FEED = 0x0a;
const BLANK = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const CRLF = Buffer.from("\r\n");

/** The lines of the files, in order. Refuses with `landing-file-broken` and `line-too-long`. */
export async function* blocksOf(files: readonly LandingFile[]): AsyncGenerator<Block> {
  let begun: Buffer[] = [];
  let parts: Part[] = [];
  let lines = 0;
  let length = 0;
  for (const file of files) {
    let linesBefore = 0;
    try {
      for await (const bytes of wholeLines(file)) {
        const blank = blankLines(bytes);
        if (blank !== undefined) {
          linesBefore += blank;
          continue;
        }
        const added = countLines(bytes);
        const isLong = added === 1 && bytes.length > LONG_LINE;
        if (!isLong) {
          parts.push({ file: file.name, linesBefore, place: lines });
          begun.push(...(begun.length === 0 ? [] : [SEPARATOR]), bytes);
          lines += added;
          length += bytes.length;
        }
        if (lines > 0 && (isLong || length >= BLOCK)) {
          yield blockOf(begun, lines, parts);
          begun = [];
          parts = [];
          lines = 0;
          length = 0;
        }
        if (isLong) yield longBlock(bytes, { file: file.name, linesBefore, place: 0 });
        linesBefore += added;
      }
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      refuse("line-too-long", { path: file.path, line: linesBefore + 1, bytes: LONGEST_LINE });
    }
  }
  if (lines > 0) yield blockOf(begun, lines, parts);
}

const SEPARATOR = Buffer.from([LINE_FEED]);

function blockOf(begun: readonly Buffer[], lines: number, parts: readonly Part[]): Block {
  const [first] = begun;
  const bytes = begun.length === 1 && first !== undefined ? first : Buffer.concat(begun);
  return { bytes, lines, parts, broken: isUtf8(bytes) ? [] : blankBrokenLines(bytes, lines), isLong: false };
}

const longBlock = (bytes: Buffer, part: Part): Block => ({
  bytes,
  lines: 1,
  parts: [part],
  broken: isUtf8(bytes) ? [] : [{ place: 0, bytes }],
  isLong: true,
});

/** The file and the line, counted from 1, that stand at a place of a block. */
export function originOf({ parts }: Block, place: number): { readonly file: string; readonly line: number } {
  const part = parts.findLast((candidate) => candidate.place <= place);
  if (part === undefined) throw new Error(`the block has no place ${place}`);
  return { file: part.file, line: part.linesBefore + place - part.place + 1 };
}

/** Bytes of the lines of a block that DuckDB may be sure of, all together: without the CR at their ends. */
export function lengthOfLines({ bytes, lines }: Pick<Block, "bytes" | "lines">): number {
  let returns = bytes[bytes.length - 1] === CARRIAGE_RETURN ? 1 : 0;
  for (let at = bytes.indexOf(CRLF); at >= 0; at = bytes.indexOf(CRLF, at + CRLF.length)) returns += 1;
  return bytes.length - (lines - 1) - returns;
}

/** Bytes of a line as `lengthOfLines` counts it. */
export const lineLength = (line: Buffer): number => line.length - (line[line.length - 1] === CARRIAGE_RETURN ? 1 : 0);

/** How many lines these are when nothing but white space stands in them. */
function blankLines(bytes: Buffer): number | undefined {
  let lines = 1;
  for (const byte of bytes) {
    if (byte === LINE_FEED) lines += 1;
    else if (byte !== BLANK && byte !== TAB && byte !== CARRIAGE_RETURN) return undefined;
  }
  return lines;
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
