import type { DuckDBAppender, DuckDBValue } from "@duckdb/node-api";
import { refuse } from "../../../diagnostics/diagnostic.ts";
import type { SourcePlan } from "../../../operations/lake.ts";
import { quarantineAtMostMB } from "../../../operations/limits.ts";
import { type DuckDB, RowAppender } from "./append.ts";
import type { Origin } from "./split.ts";

/** Bytes of a bad record that are kept. */
const KEPT = 1 << 20;

/** A record that is no row, and where it stands. */
export interface BadRecord extends Origin {
  readonly reason: string;
  readonly bytes: Buffer;
}

/** The table of the bad records of a source. Refuses with `quarantine-over-limit` when they have too much text. */
export class QuarantineAppender extends RowAppender {
  private readonly source: SourcePlan;
  private bytes = 0;

  constructor(duckdb: DuckDB, appender: DuckDBAppender, source: SourcePlan) {
    super(duckdb, appender);
    this.source = source;
  }

  override add(row: readonly DuckDBValue[]): void {
    const [file, line, , , length] = row;
    const atMostMB = quarantineAtMostMB(this.source);
    this.bytes += Math.min(Number(length), KEPT);
    if (this.bytes > atMostMB * 1e6)
      refuse("quarantine-over-limit", { table: this.source.name, megabytes: atMostMB, file: String(file), line: Number(line) });
    super.add(row);
  }
}

export function quarantine(table: RowAppender, { file, line, record, reason, bytes }: BadRecord): void {
  table.add([file, BigInt(line), BigInt(record), reason, BigInt(bytes.length), excerpt(bytes)]);
}

/** What is kept of a record; bytes that are not UTF-8 become U+FFFD. */
function excerpt(bytes: Buffer): string {
  let end = Math.min(bytes.length, KEPT);
  if (end < bytes.length) for (let back = 0; back < 3 && isContinuation(bytes[end]); back += 1) end -= 1;
  return bytes.toString("utf8", 0, end);
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
