import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourcePlan } from "../../operations/lake.ts";
import { RowAppender } from "./landing/append.ts";
import { type Block, blocksOf } from "./landing/blocks.ts";
import type { LandingFile } from "./landing/files.ts";
import { foldKey } from "./landing/keys.ts";
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
 * the rule itself, `Sorter`, which says what it is. Refuses with `landing-file-broken`.
 */
export async function readLanding(connection: DuckDBConnection, source: SourcePlan, files: readonly LandingFile[]): Promise<LandingResult> {
  const { name, columns } = source;
  const duckdb = await import("@duckdb/node-api");
  const staging = stagingColumns(columns);
  await createTables(connection, name, columns, staging);
  const rows = new RowAppender(duckdb, await connection.createAppender(name));
  const bad = new RowAppender(duckdb, await connection.createAppender(name, "quarantine"));
  const sorter = new Sorter(duckdb, columns, rows, bad);
  const sureLines = hasSureLines(columns) ? new SureLines(duckdb, connection, source, staging) : undefined;

  const load = async (blocks: readonly Block[]): Promise<void> => {
    for (const block of blocks) sorter.sortBroken(block);
    if (sureLines === undefined) for (const block of blocks) sorter.sort(block, Array(block.lines).keys());
    else await sureLines.load(blocks, sorter);
    sorter.flush();
  };

  let loading = Promise.resolve();
  try {
    for await (const blocks of batches(files)) {
      await loading;
      loading = load(blocks);
      // It is awaited in the next round; until then a failure must not count as unhandled.
      loading.catch(() => {});
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
const BYTES_AT_ONCE = 1 << 25;

async function* batches(files: readonly LandingFile[]): AsyncGenerator<readonly Block[]> {
  let batch: Block[] = [];
  let bytes = 0;
  for await (const block of blocksOf(files)) {
    batch.push(block);
    bytes += block.bytes.length;
    if (batch.length < BLOCKS_AT_ONCE && bytes < BYTES_AT_ONCE) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
