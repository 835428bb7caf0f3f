import type { SourceColumn } from "../../../operations/lake.ts";
import { type DuckDB, duckdbValue, type RowAppender } from "./append.ts";
import { type Block, lineLength, linesAt, originOf } from "./blocks.ts";
import { type ObjectReader, objectReader } from "./object.ts";
import { quarantine } from "./quarantine.ts";
import { type RecordSpan, recordsOf, recordsOfBroken } from "./records.ts";
import { type Origin, originOfRecord, type SplitRecords, type Splitter } from "./split.ts";
import { KeyCounts } from "./tally.ts";

/** Reads records by the rule itself, and puts each into the table of the rows or into quarantine. */
export class Sorter {
  readonly unknownKeys = new KeyCounts();
  kept = 0;
  quarantined = 0;
  /** Of the records kept and quarantined here. */
  bytes = 0;
  quarantinedBytes = 0;
  private readonly duckdb: DuckDB;
  private readonly columns: readonly SourceColumn[];
  private readonly rows: RowAppender;
  private readonly bad: RowAppender;
  private readonly readObject: ObjectReader;

  constructor(duckdb: DuckDB, columns: readonly SourceColumn[], rows: RowAppender, bad: RowAppender) {
    this.duckdb = duckdb;
    this.columns = columns;
    this.rows = rows;
    this.bad = bad;
    this.readObject = objectReader(columns);
  }

  /** The lines at some places of a block, which ascend. */
  sort(block: Block, places: Iterable<number>): void {
    for (const [place, line] of linesAt(block.bytes, places)) this.sortLine(block, place, line, recordsOf(line));
  }

  /**
   * The lines at some places of a block, which ascend, but for the JSON objects that DuckDB is to read: `split` takes those
   * that stand with others on their line; all, when `takesAll`. Pauses whenever `split` is full, and gives the length of the lines.
   */
  *split(block: Block, places: Iterable<number>, split: Splitter, takesAll: boolean): Generator<void, number> {
    let length = 0;
    for (const [place, line] of linesAt(block.bytes, places)) {
      length += lineLength(line);
      for (const [origin, span] of this.objectsOf(block, place, line, recordsOf(line))) {
        if (takesAll || origin.record > 1 || line.length - span.end > 1) {
          split.add(origin, line, span);
          if (split.isFull) yield;
        } else this.sortObject(origin, line.subarray(span.start, span.end));
      }
    }
    return length;
  }

  /** Records that `split` took and DuckDB is not sure of, at places that ascend. Gives their length. */
  sortSplit(records: SplitRecords, places: Iterable<number>): number {
    let length = 0;
    for (const [place, object] of linesAt(records.bytes, places)) {
      length += object.length;
      this.sortObject(originOfRecord(records, place), object);
    }
    return length;
  }

  /** The lines of a block that are not UTF-8. */
  sortBroken(block: Block): void {
    for (const { place, bytes } of block.broken) this.sortLine(block, place, bytes, recordsOfBroken(bytes));
  }

  /** Makes the rows visible to statements of the same connection. */
  flush(): void {
    this.rows.flush();
    this.bad.flush();
  }

  private sortLine(block: Block, place: number, line: Buffer, spans: Iterable<RecordSpan>): void {
    for (const [origin, { start, end }] of this.objectsOf(block, place, line, spans)) this.sortObject(origin, line.subarray(start, end));
  }

  /** The JSON objects of a line; its other records are rejected. */
  private *objectsOf(block: Block, place: number, line: Buffer, spans: Iterable<RecordSpan>): Generator<readonly [Origin, RecordSpan]> {
    let origin: Origin | undefined;
    for (const span of spans) {
      origin = origin === undefined ? { ...originOf(block, place), record: 1 } : { ...origin, record: origin.record + 1 };
      if (span.fault === undefined) yield [origin, span];
      else this.reject(origin, span.fault, line.subarray(span.start, span.end));
    }
  }

  private sortObject(origin: Origin, object: Buffer): void {
    const reading = this.readObject(object.toString("utf8"));
    for (const key of reading.unknown) this.unknownKeys.add(key);
    if ("reason" in reading) {
      this.reject(origin, reading.reason, object);
      return;
    }
    this.kept += 1;
    this.bytes += object.length;
    this.rows.add(this.columns.map(({ type }, i) => duckdbValue(this.duckdb, reading.row[i] ?? null, type)));
  }

  private reject(origin: Origin, reason: string, bytes: Buffer): void {
    this.quarantined += 1;
    this.bytes += bytes.length;
    this.quarantinedBytes += bytes.length;
    quarantine(this.bad, { ...origin, reason, bytes });
  }
}
