import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import type { SourceColumn, SourcePlan } from "../../../operations/lake.ts";
import type { ColumnType } from "../../../schema/column-type.ts";
import type { DuckDB } from "./append.ts";
import { type Block, lengthOfLines } from "./blocks.ts";
import type { Sorter } from "./sorter.ts";
import { declaredSpellings, learn, type Spellings } from "./spellings.ts";
import { Splitter } from "./split.ts";
import { countUnknown, type StagingColumns, takeUnsure } from "./staging.ts";
import { PLACES_A_BLOCK, sureLinesStatement } from "./sure-statement.ts";

const NESTED: ReadonlySet<ColumnType["kind"]> = new Set(["struct", "array", "map"]);

/** DuckDB looks for every key from the start of the line, so with more columns the rule itself is faster. */
const MOST_COLUMNS = 64;

/** Whether DuckDB is to tell the good lines of such a source; the others are all read by the rule itself. */
export const hasSureLines = (columns: readonly SourceColumn[]): boolean =>
  columns.length <= MOST_COLUMNS && !columns.some(({ type }) => NESTED.has(type.kind));

/** Lines, one after the other. */
type Lines = Pick<Block, "bytes" | "lines">;

/** Bytes of a line from which on it is looked at first, at an average: it may have many objects. */
const LONG_LINE = 1 << 16;

/** Reads blocks of lines with DuckDB, and learns how the keys are spelled on the way. */
export class SureLines {
  /** The rows of which DuckDB was sure, and their bytes. */
  kept = 0;
  bytes = 0;
  private readonly duckdb: DuckDB;
  private readonly connection: DuckDBConnection;
  private readonly source: SourcePlan;
  private readonly staging: StagingColumns;
  private spellings: Spellings;
  private prepared: { readonly statement: DuckDBPreparedStatement; readonly spellings: Spellings; readonly blocks: number } | undefined;
  /** Whether most lines of the blocks before had several objects. */
  private expectsSeveral = false;

  constructor(duckdb: DuckDB, connection: DuckDBConnection, source: SourcePlan, staging: StagingColumns) {
    this.duckdb = duckdb;
    this.connection = connection;
    this.source = source;
    this.staging = staging;
    this.spellings = declaredSpellings(source.columns);
  }

  /** Adds the rows of the blocks, those of which DuckDB is not sure with the sorter. */
  async load(blocks: readonly Block[], sorter: Sorter): Promise<void> {
    const split = new Splitter();
    const isSplitFirst = ({ bytes, lines }: Lines): boolean => this.expectsSeveral || bytes.length > LONG_LINE * lines;
    const insertSplit = async (): Promise<void> => {
      for (const pieces of split.take()) await this.insert(pieces, (piece, places) => sorter.sortSplit(piece, places));
    };
    for (const block of blocks.filter(isSplitFirst))
      for (const _ of sorter.split(block, Array(block.lines).keys(), split, true)) await insertSplit();
    await this.insert(
      blocks.filter((block) => !isSplitFirst(block)),
      (block, places) => ended(sorter.split(block, places, split, false)),
    );
    await insertSplit();
    this.expectsSeveral = split.lines > blocks.reduce((sum, { lines }) => sum + lines, 0) / 2;
  }

  /** The keys that no column has, with how many sure rows have them. */
  async unknownKeys(): Promise<readonly (readonly [key: string, count: number])[]> {
    const counted = await countUnknown(this.connection, this.source.name, this.staging);
    return counted.map(([place, count]) => [this.spellings.unknown[place] ?? "", count]);
  }

  /** Reads lines with one statement; `sort` takes those of which DuckDB is not sure, and gives their length. */
  private async insert<T extends Lines>(all: readonly T[], sort: (lines: T, places: readonly number[]) => number): Promise<void> {
    if (all.length === 0) return;
    for (const { bytes } of all) this.spellings = learn(this.spellings, this.source.columns, bytes);
    const { statement, blocks } = await this.prepare(all.length);
    statement.bind(Array.from({ length: blocks }, (_, i) => new this.duckdb.DuckDBBlobValue(all[i]?.bytes ?? new Uint8Array())));
    const { rowsChanged } = await statement.run();
    const unsure = await takeUnsure(this.connection, this.source.name, this.staging);
    this.kept += rowsChanged - unsure.length;
    const placesOf = Map.groupBy(unsure, (place) => Math.floor(place / PLACES_A_BLOCK));
    for (const [i, lines] of all.entries()) {
      const places = placesOf.get(i)?.map((place) => place % PLACES_A_BLOCK) ?? [];
      this.bytes += lengthOfLines(lines) - sort(lines, places);
    }
  }

  private async prepare(blocks: number) {
    if (this.prepared === undefined || this.prepared.spellings !== this.spellings || this.prepared.blocks < blocks) {
      const { name, columns } = this.source;
      const sql = sureLinesStatement(name, columns, this.staging, this.spellings, blocks);
      this.prepared = { statement: await this.connection.prepare(sql), spellings: this.spellings, blocks };
    }
    return this.prepared;
  }
}

/** What a generator returns in the end. */
function ended<T>(generator: Generator<void, T>): T {
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value;
  }
}
