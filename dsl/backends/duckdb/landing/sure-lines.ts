import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";
import type { SourceColumn, SourcePlan } from "../../../operations/lake.ts";
import type { ColumnType } from "../../../schema/column-type.ts";
import type { DuckDB } from "./append.ts";
import type { Block } from "./blocks.ts";
import { declaredSpellings, learn, type Spellings } from "./spellings.ts";
import type { StagingColumns } from "./staging.ts";
import { sureLinesStatement } from "./sure-statement.ts";

const NESTED: ReadonlySet<ColumnType["kind"]> = new Set(["struct", "array", "map"]);

/** DuckDB looks for every key from the start of the line, so with more columns the rule itself is faster. */
const MOST_COLUMNS = 64;

/** Whether DuckDB is to tell the good lines of such a source; the others are all read by the rule itself. */
export const hasSureLines = (columns: readonly SourceColumn[]): boolean =>
  columns.length <= MOST_COLUMNS && !columns.some(({ type }) => NESTED.has(type.kind));

/** Reads blocks of lines with DuckDB, and learns how the keys are spelled on the way. */
export class SureLines {
  private readonly duckdb: DuckDB;
  private readonly connection: DuckDBConnection;
  private readonly source: SourcePlan;
  private readonly staging: StagingColumns;
  private spellings: Spellings;
  private prepared: { readonly statement: DuckDBPreparedStatement; readonly spellings: Spellings; readonly blocks: number } | undefined;

  constructor(duckdb: DuckDB, connection: DuckDBConnection, source: SourcePlan, staging: StagingColumns) {
    this.duckdb = duckdb;
    this.connection = connection;
    this.source = source;
    this.staging = staging;
    this.spellings = declaredSpellings(source.columns);
  }

  /** Adds the lines of the blocks to the staging table, as `sureLinesStatement` says, and gives their number. */
  async insert(blocks: readonly Block[]): Promise<number> {
    for (const { bytes } of blocks) this.spellings = learn(this.spellings, this.source.columns, bytes);
    const { statement, blocks: places } = await this.prepare(blocks.length);
    statement.bind(Array.from({ length: places }, (_, i) => new this.duckdb.DuckDBBlobValue(blocks[i]?.bytes ?? new Uint8Array())));
    const { rowsChanged } = await statement.run();
    return rowsChanged;
  }

  /** The unknown key of a bit. */
  unknownAt(place: number): string {
    const key = this.spellings.unknown[place];
    if (key === undefined) throw new Error(`there is no unknown key ${place}`);
    return key;
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
