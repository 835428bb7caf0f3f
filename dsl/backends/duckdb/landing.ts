import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourcePlan } from "../../operations/lake.ts";
import { RowAppender } from "./landing/append.ts";
import { release } from "./landing/begun-line.ts";
import { type Block, blocksOf } from "./landing/blocks.ts";
import { collectGarbage } from "./landing/collect.ts";
import type { LandingFile } from "./landing/files.ts";
import { foldKey } from "./landing/keys.ts";
import { QuarantineAppender } from "./landing/quarantine.ts";
import { hasOneRecord } from "./landing/records.ts";
import { Sorter } from "./landing/sorter.ts";
import { createTables, dropStaging, stagingColumns } from "./landing/staging.ts";
import { hasSureLines, SureLines } from "./landing/sure-lines.ts";
import { countReasons, type LandingResult } from "./landing/tally.ts";

export type { LandingFile } from "./landing/files.ts";
export type { Origin } from "./landing/split.ts";
export type { LandingResult } from "./landing/tally.ts";

/**
 * Reads the files of a source by the reading rule for landing JSON. The rows go to a new table of the source's name, and
 * the bad records to a new table of that name in the schema `quarantine`: `file`, `line`, `record` (its place in the line),
 * `reason`, `length` in bytes and `text`, at most 1 MiB of it. Rows stand in the order of the lines, but those behind that
 * took a closer look.
 *
 * DuckDB reads the objects that are surely good, one a line; lines with several are split before. Every other one is read by
 * the rule itself, `Sorter`, which says what it is. Of the files, `batch` bytes are in DuckDB at once, unless one line is longer.
 * Refuses with `landing-file-broken`, `line-too-long` and `quarantine-over-limit`.
 */
export async function readLanding(
  connection: DuckDBConnection,
  source: SourcePlan,
  files: readonly LandingFile[],
  batch: number = MOST_BATCH,
): Promise<LandingResult> {
  const { name, columns } = source;
  const duckdb = await import("@duckdb/node-api");
  const staging = stagingColumns(columns);
  await createTables(connection, name, columns, staging);
  const rows = new RowAppender(duckdb, await connection.createAppender(name));
  const bad = new QuarantineAppender(duckdb, await connection.createAppender(name, "quarantine"), source);
  const sorter = new Sorter(duckdb, columns, rows, bad);
  const sureLines = hasSureLines(columns) ? new SureLines(duckdb, connection, source, staging) : undefined;

  const load = async (blocks: readonly Block[]): Promise<void> => {
    for (const block of blocks) sorter.sortBroken(block);
    const [first] = blocks;
    if (first?.isLong && (sureLines === undefined || first.broken.length > 0 || hasOneRecord(first.bytes))) {
      if (first.broken.length === 0) sorter.sort(first, [0]);
      // Its bytes, its text and its values are in memory one after the other.
      release(first.bytes);
      rows.write();
      await collectGarbage();
    } else if (sureLines === undefined) for (const block of blocks) sorter.sort(block, Array(block.lines).keys());
    else await sureLines.load(blocks, sorter);
    sorter.flush();
  };

  let loading = Promise.resolve();
  try {
    for await (const blocks of batches(files, batch)) {
      await loading;
      loading = load(blocks);
      // It is awaited in the next round; until then a failure must not count as unhandled.
      loading.catch(() => {});
      if (blocks[0]?.isLong) await loading;
    }
  } finally {
    await loading;
  }
  rows.close();
  bad.close();

  const { unknownKeys, quarantined, quarantinedBytes } = sorter;
  for (const [key, count] of (await sureLines?.unknownKeys()) ?? []) unknownKeys.add(foldKey(key), count);
  await dropStaging(connection, name, staging);
  const kept = (sureLines?.kept ?? 0) + sorter.kept;
  return {
    records: kept + quarantined,
    kept,
    quarantined,
    bytes: (sureLines?.bytes ?? 0) + sorter.bytes,
    quarantinedBytes,
    reasons: await countReasons(connection, name),
    unknownKeys: unknownKeys.sorted(),
  };
}

/** Blocks that are read with one statement; DuckDB reads them side by side. */
const BLOCKS_AT_ONCE = 8;
/** Bytes that are read with one statement, unless a block has more. */
const MOST_BATCH = 1 << 25;

/** The blocks, some at once; a long line alone. */
async function* batches(files: readonly LandingFile[], most: number): AsyncGenerator<readonly Block[]> {
  let batch: Block[] = [];
  let bytes = 0;
  for await (const block of blocksOf(files)) {
    if (!block.isLong) {
      batch.push(block);
      bytes += block.bytes.length;
    }
    if (batch.length > 0 && (block.isLong || batch.length === BLOCKS_AT_ONCE || bytes >= most)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    if (block.isLong) yield [block];
  }
  if (batch.length > 0) yield batch;
}
