import type { DuckDBConnection } from "@duckdb/node-api";
import type { Origin } from "./split.ts";
import { quarantineTable } from "./staging.ts";

export interface LandingResult {
  /** Those kept and those in quarantine. */
  readonly records: number;
  readonly kept: number;
  readonly quarantined: number;
  /** Of all records, without what stands between them. */
  readonly bytes: number;
  readonly quarantinedBytes: number;
  /** The most frequent first, at most a thousand, each with the place of its first record. */
  readonly reasons: readonly ({ readonly reason: string; readonly count: number } & Origin)[];
  /** Keys at the top level that no column has, in lower case, with how many records have them; the most frequent first. */
  readonly unknownKeys: readonly { readonly key: string; readonly count: number }[];
}

const MOST_REASONS = 1_000;
const MOST_KEYS = 1_000;
const OTHER_KEYS = "(others)";

/** Counts keys; after a thousand different ones, new ones are counted together. */
export class KeyCounts {
  private readonly counts = new Map<string, number>();

  add(key: string, count = 1): void {
    const name = this.counts.has(key) || this.counts.size < MOST_KEYS ? key : OTHER_KEYS;
    this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }

  sorted(): LandingResult["unknownKeys"] {
    return [...this.counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  }
}

export async function countReasons(connection: DuckDBConnection, source: string): Promise<LandingResult["reasons"]> {
  const found = await connection.runAndReadAll(
    `SELECT reason, count, first.file, first.line, first.record
FROM (SELECT reason, count(*) AS count, min({file: file, line: line, record: record}) AS first FROM ${quarantineTable(source)} GROUP BY reason)
ORDER BY count DESC, reason LIMIT ${MOST_REASONS}`,
  );
  return found.getRows().map(([reason, count, file, line, record]) => ({
    reason: String(reason),
    count: Number(count),
    file: String(file),
    line: Number(line),
    record: Number(record),
  }));
}
