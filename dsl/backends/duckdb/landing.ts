import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourcePlan } from "../../operations/lake.ts";
import { duckdbValue, RowAppender } from "./landing/append.ts";
import { type Block, blocksOf, type LandingFile, linesAt } from "./landing/blocks.ts";
import { foldKey } from "./landing/keys.ts";
import { isBlank, lineReader, trimLine } from "./landing/line.ts";
import { quarantine } from "./landing/quarantine.ts";
import { countUnknown, createTables, dropStaging, stagingColumns, takeUnsure } from "./landing/staging.ts";
import { hasSureLines, SureLines } from "./landing/sure-lines.ts";
import { PLACES_A_BLOCK } from "./landing/sure-statement.ts";
import { countReasons, KeyCounts, type LandingResult } from "./landing/tally.ts";

export type { LandingFile } from "./landing/blocks.ts";
export type { LandingResult } from "./landing/tally.ts";

/**
 * Reads the files of a source by the reading rule for landing JSON. The rows go to a new table of the source's name, and
 * the bad lines to a new table of that name in the schema `quarantine`: `file`, `line`, `reason`, `length` in bytes and
 * `text`, at most 1 MiB of it. Rows stand in the order of the lines, but those behind that took a closer look.
 *
 * DuckDB reads the lines that are surely good; every other one is read by the rule itself, `lineReader`, which says what it is.
 *
 * Refuses with `landing-file-broken`.
 */
export async function readLanding(connection: DuckDBConnection, source: SourcePlan, files: readonly LandingFile[]): Promise<LandingResult> {
  const { name, columns } = source;
  const duckdb = await import("@duckdb/node-api");
  const staging = stagingColumns(columns);
  await createTables(connection, name, columns, staging);
  const rows = new RowAppender(duckdb, await connection.createAppender(name));
  const bad = new RowAppender(duckdb, await connection.createAppender(name, "quarantine"));
  const readLine = lineReader(columns);
  const unknownKeys = new KeyCounts();
  let kept = 0;
  let quarantined = 0;

  const reject = (block: Block, place: number, reason: string, bytes: Buffer): void => {
    quarantined += 1;
    quarantine(bad, { file: block.file, line: block.linesBefore + place + 1, reason, bytes });
  };
  const judge = (block: Block, place: number, whole: Buffer): void => {
    const bytes = trimLine(whole);
    const text = bytes.toString("utf8");
    if (isBlank(text)) return;
    const line = readLine(text);
    for (const key of line.unknown) unknownKeys.add(key);
    if ("reason" in line) return reject(block, place, line.reason, bytes);
    kept += 1;
    rows.add(line.row.map((value, i) => duckdbValue(duckdb, value, columns[i]?.type ?? { kind: "unknown" })));
  };
  const judgeLines = (block: Block, places: Iterable<number>): void => {
    for (const [place, line] of linesAt(block.bytes, places)) judge(block, place, line);
  };

  const sureLines = hasSureLines(columns) ? new SureLines(duckdb, connection, source, staging) : undefined;
  const load = async (blocks: readonly Block[]): Promise<void> => {
    for (const block of blocks) for (const { place, bytes } of block.broken) reject(block, place, "not UTF-8", trimLine(bytes));
    if (sureLines === undefined) {
      for (const block of blocks) judgeLines(block, Array(block.lines).keys());
    } else {
      const inserted = await sureLines.insert(blocks);
      const unsure = await takeUnsure(connection, name, staging);
      kept += inserted - unsure.length;
      const byBlock = Map.groupBy(unsure, (place) => Math.floor(place / PLACES_A_BLOCK));
      for (const [i, places] of byBlock) {
        const block = blocks[i];
        if (block === undefined) throw new Error(`there is no block ${i}`);
        judgeLines(
          block,
          places.map((place) => place % PLACES_A_BLOCK),
        );
      }
    }
    rows.flush();
    bad.flush();
  };

  let loading = Promise.resolve();
  try {
    for await (const blocks of batches(files)) {
      await loading;
      loading = load(blocks);
    }
  } finally {
    await loading;
  }
  rows.close();
  bad.close();

  for (const [place, count] of await countUnknown(connection, name, staging))
    unknownKeys.add(foldKey(sureLines?.unknownAt(place) ?? ""), count);
  await dropStaging(connection, name, staging);
  return { lines: kept + quarantined, kept, quarantined, reasons: await countReasons(connection, name), unknownKeys: unknownKeys.sorted() };
}

/** Blocks that are read with one statement; DuckDB reads them side by side. */
const BLOCKS_AT_ONCE = 8;

async function* batches(files: readonly LandingFile[]): AsyncGenerator<readonly Block[]> {
  let batch: Block[] = [];
  for (const file of files) {
    for await (const block of blocksOf(file)) {
      batch.push(block);
      if (batch.length === BLOCKS_AT_ONCE) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}
