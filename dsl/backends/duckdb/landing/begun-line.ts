/** Bytes from which a line is long: it is read alone, and its bytes are moved no more than once. */
export const LONG_LINE = 1 << 23;
/** Bytes of the longest line that is held in memory. */
export const LONGEST_LINE = 1 << 28;

/** A line is longer than `LONGEST_LINE`. */
export class LineTooLong extends Error {}

/** The beginning of a line whose end has not been read yet. */
export class BegunLine {
  private pieces: Buffer[] = [];
  private long: Buffer | undefined;
  private length = 0;

  get isEmpty(): boolean {
    return this.length === 0;
  }

  get isLong(): boolean {
    return this.long !== undefined;
  }

  /** Throws `LineTooLong`. */
  add(piece: Buffer): void {
    const length = this.length + piece.length;
    if (length > LONGEST_LINE) throw new LineTooLong();
    if (this.long === undefined && length > LONG_LINE) {
      // Only what is written to takes memory.
      this.long = Buffer.allocUnsafeSlow(LONGEST_LINE);
      Buffer.concat(this.pieces).copy(this.long);
      this.pieces = [];
    }
    if (this.long === undefined) this.pieces.push(piece);
    else piece.copy(this.long, this.length);
    this.length = length;
  }

  /** The bytes so far, after which another line begins. */
  take(): Buffer {
    const bytes = this.long?.subarray(0, this.length) ?? Buffer.concat(this.pieces);
    this.pieces = [];
    this.long = undefined;
    this.length = 0;
    return bytes;
  }
}

/** Gives the memory of a long line back at once; nobody may look at it afterwards. */
export function release(line: Buffer): void {
  if (line.length > LONG_LINE) (line.buffer as ArrayBuffer).transfer(0);
}
