import type { SourceColumn } from "../../../operations/lake.ts";
import { type DuckDB, duckdbValue, type RowAppender } from "./append.ts";
import { type Block, linesAt, originOf } from "./blocks.ts";
import { isBlank, type LineReader, lineReader, trimLine } from "./line.ts";
import { quarantine } from "./quarantine.ts";
import { KeyCounts } from "./tally.ts";

/** Reads lines by the rule itself, and puts each into the table of the rows or into quarantine. */
export class Sorter {
  readonly unknownKeys = new KeyCounts();
  kept = 0;
  quarantined = 0;
  private readonly duckdb: DuckDB;
  private readonly columns: readonly SourceColumn[];
  private readonly rows: RowAppender;
  private readonly bad: RowAppender;
  private readonly readLine: LineReader;

  constructor(duckdb: DuckDB, columns: readonly SourceColumn[], rows: RowAppender, bad: RowAppender) {
    this.duckdb = duckdb;
    this.columns = columns;
    this.rows = rows;
    this.bad = bad;
    this.readLine = lineReader(columns);
  }

  /** The lines at some places of a block, which ascend. */
  sort(block: Block, places: Iterable<number>): void {
    for (const [place, line] of linesAt(block.bytes, places)) this.sortLine(block, place, trimLine(line));
  }

  /** The lines of a block that are not UTF-8. */
  rejectBroken(block: Block): void {
    for (const { place, bytes } of block.broken) this.reject(block, place, "not UTF-8", trimLine(bytes));
  }

  /** Makes the rows visible to statements of the same connection. */
  flush(): void {
    this.rows.flush();
    this.bad.flush();
  }

  private sortLine(block: Block, place: number, bytes: Buffer): void {
    const text = bytes.toString("utf8");
    if (isBlank(text)) return;
    const line = this.readLine(text);
    for (const key of line.unknown) this.unknownKeys.add(key);
    if ("reason" in line) {
      this.reject(block, place, line.reason, bytes);
      return;
    }
    this.kept += 1;
    this.rows.add(this.columns.map(({ type }, i) => duckdbValue(this.duckdb, line.row[i] ?? null, type)));
  }

  private reject(block: Block, place: number, reason: string, bytes: Buffer): void {
    this.quarantined += 1;
    quarantine(this.bad, { ...originOf(block, place), reason, bytes });
  }
}
