import type { RecordSpan } from "./records.ts";

/** Where a record stands: the file, the line of it and the place in the line, both counted from 1. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly record: number;
}

/** Records of lines that have several, put one on a line, so that DuckDB can read them: each is a JSON object. */
export interface SplitRecords {
  readonly bytes: Buffer;
  readonly lines: number;
  /** Records that stand one after the other on a line. */
  readonly runs: readonly Run[];
}

interface Run extends Origin {
  /** The place in the piece where they begin. */
  readonly place: number;
}

/** Bytes of a piece at most, but of a record that is longer alone. */
const PIECE = 1 << 20;
/** Pieces that are read with one statement. */
const PIECES_AT_ONCE = 8;
const LINE_FEED = 0x0a;

/** Takes records line by line, in order. */
export class Splitter {
  /** Lines that had several records. */
  lines = 0;
  private full: SplitRecords[] = [];
  private bytes = Buffer.alloc(0);
  private length = 0;
  private count = 0;
  private runs: Run[] = [];

  add(origin: Origin, line: Buffer, { start, end }: RecordSpan): void {
    if (origin.record === 2) this.lines += 1;
    if (end - start > PIECE) {
      this.close();
      this.full.push({ bytes: line.subarray(start, end), lines: 1, runs: [{ ...origin, place: 0 }] });
      return;
    }
    if (this.length + end - start >= this.bytes.length) this.close();
    if (this.bytes.length === 0) this.bytes = Buffer.allocUnsafe(PIECE + 1);
    const last = this.runs.at(-1);
    const follows = last?.file === origin.file && last.line === origin.line && last.record + this.count - last.place === origin.record;
    if (!follows) this.runs.push({ ...origin, place: this.count });
    line.copy(this.bytes, this.length, start, end);
    this.length += end - start;
    this.bytes[this.length] = LINE_FEED;
    this.length += 1;
    this.count += 1;
  }

  /** Whether it holds as many pieces as are read at once. */
  get isFull(): boolean {
    return this.full.length >= PIECES_AT_ONCE;
  }

  /** What was added since the last time, as many pieces together as are read at once. */
  take(): readonly (readonly SplitRecords[])[] {
    this.close();
    const { full } = this;
    this.full = [];
    return Array.from({ length: Math.ceil(full.length / PIECES_AT_ONCE) }, (_, i) =>
      full.slice(i * PIECES_AT_ONCE, (i + 1) * PIECES_AT_ONCE),
    );
  }

  private close(): void {
    if (this.count > 0) this.full.push({ bytes: this.bytes.subarray(0, this.length - 1), lines: this.count, runs: this.runs });
    this.bytes = Buffer.alloc(0);
    this.length = 0;
    this.count = 0;
    this.runs = [];
  }
}

export function originOfRecord({ runs }: SplitRecords, place: number): Origin {
  const run = runs.findLast((candidate) => candidate.place <= place);
  if (run === undefined) throw new Error(`the piece has no place ${place}`);
  return { file: run.file, line: run.line, record: run.record + place - run.place };
}
