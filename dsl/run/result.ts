import { join } from "node:path";
import type { LandingResult } from "../backends/duckdb/landing.ts";
import type { ENGINE } from "./layout.ts";
import type { TableVersion } from "./version.ts";

/** What a run made of one table or source. */
export interface TableResult {
  readonly table: string;
  readonly zone: string;
  /** Of a source: the rows kept. */
  readonly rows: number;
  readonly quarantined: number;
  /** Of a source: its records, good and bad, and the bytes of all and of the bad ones; null of a table. */
  readonly landing: {
    readonly records: number;
    readonly bytes: number | null;
    readonly quarantinedBytes: number | null;
  } | null;
  /** Milliseconds, from reading its inputs to the end of writing. */
  readonly ms: number;
  /** A run that fails on a table has no result: it refuses, and every table stays as it was. */
  readonly status: "ok";
  /** The one data file of the version that this run committed; absolute. */
  readonly path: string;
  /** The Parquet file of the bad records; absolute. */
  readonly quarantinePath: string | null;
  /** Of a source: the files in its folder that are no JSON lines. Null of a table. */
  readonly passedOver: PassedOver | null;
}

export interface PassedOver {
  readonly count: number;
  /** The first names, relative to the landing root. */
  readonly files: readonly string[];
}

/** How many names are told. */
const NAMED = 20;

export const countedNames = (names: readonly string[]): { count: number; files: string[] } => ({
  count: names.length,
  files: names.slice(0, NAMED),
});

export const resultOf = (lake: string, table: TableVersion): TableResult => ({
  table: table.name,
  zone: table.zone,
  rows: table.rows,
  quarantined: table.quarantined,
  landing: countsOf(table.landing),
  ms: table.ms,
  status: "ok",
  path: join(lake, table.file),
  quarantinePath: table.quarantine === null ? null : join(lake, table.quarantine),
  passedOver: table.landing?.passedOver ?? null,
});

const countsOf = (landing: TableVersion["landing"]): TableResult["landing"] =>
  landing === null ? null : { records: landing.records, bytes: landing.bytes, quarantinedBytes: landing.quarantinedBytes };

export interface RunResult {
  readonly engine: typeof ENGINE;
  /** In dependency order, sources first. */
  readonly tables: readonly TableResult[];
}

/** What a run tells while it goes on. */
export type RunEvent =
  /** Another run holds the lake; this one waits. */
  | { readonly event: "waiting"; readonly holder: string }
  | { readonly event: "started"; readonly run: string; readonly tables: readonly string[] }
  | { readonly event: "table-started"; readonly table: string; readonly zone: string }
  /** The table is written, but not yet committed. `landing` says what was read, of a source. */
  | { readonly event: "table-ended"; readonly result: TableResult; readonly landing: LandingResult | undefined }
  /** The disk does not confirm the names in a folder: after a power cut the commit may be gone. Told once a run. */
  | { readonly event: "not-durable"; readonly lake: string }
  | { readonly event: "committed"; readonly run: string };
