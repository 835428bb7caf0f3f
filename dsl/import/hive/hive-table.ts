import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Placed } from "./cursor.ts";
import type { HiveField, HiveType } from "./hive-type.ts";

/** A table as Hive's catalog knows it, whether a statement or the Glue API describes it. */
export interface HiveTable {
  readonly name: Placed;
  readonly comment?: string;
  readonly columns: readonly HiveColumn[];
  /** What the folders of its files are named after. */
  readonly partitions: readonly HivePartition[];
  readonly storage: HiveStorage;
  readonly location?: Placed;
  readonly properties: readonly HiveProperty[];
  /** Columns that its constraints say identify a row. */
  readonly unique: readonly (readonly string[])[];
  /** Clauses that say something else, as written. */
  readonly others: readonly Placed[];
}

/** As written, without quotes. */
export interface HivePartition extends Placed {
  /** What it is by: its rows' value of a column, and not what a function makes of that. */
  readonly name?: string;
  /** Of a column that only the partition has. */
  readonly type?: HiveType;
}

export interface HiveColumn extends HiveField {
  readonly notNull: boolean;
}

export interface HiveProperty {
  readonly key: string;
  readonly value: string;
  readonly site: Span;
}

/** How its files are read, as far as the table says it. */
export interface HiveStorage {
  readonly serde?: Placed;
  readonly serdeProperties: readonly HiveProperty[];
  /** The word of `STORED AS` or `USING`. */
  readonly format?: Placed;
  readonly inputFormat?: Placed;
  /** `ROW FORMAT DELIMITED ...`, or `STORED BY ...`. */
  readonly other?: Placed;
}
