import { randomBytes } from "node:crypto";

/**
 * The lake folder of the embedded engine, and all that a run puts there:
 *
 *     sluice-lake.json                      says that the folder is a lake, of which engine and in which layout; who may read it
 *     current.json                          the current version of every table, and the two versions before it
 *     data/<zone>/<table>/<run>.parquet     the rows of a table as one run made them; `.json` (JSON lines) for a json table
 *     quarantine/<source>/<run>.parquet     the bad records of a source
 *     quarantine/<source>/<run>.failed.parquet    the first bad records of a run that failed by them; of no version
 *     lock.duckdb                           an empty database that the one writing run holds open
 *     work-<run>/                           what a run needs only while it goes on
 *
 * A data file never changes once `current.json` names it. A run writes new files beside the old ones, then replaces
 * `current.json`: all tables switch together. Files that no kept version names are removed after that, and what a killed
 * run left is removed by the next one. Files of other names are never touched. Files are their owner's alone, or his group's
 * where it shares the lake. Bad records go after so many days; what was counted of them stays.
 */
export const ENGINE = "duckdb";
export const LAYOUT = 2;
/** How many versions stay readable, the current one included. */
export const KEPT_VERSIONS = 3;
/** How many days bad records stay, where nothing else is said. */
export const QUARANTINE_DAYS = 90;

export const MARKER = "sluice-lake.json";
export const CURRENT = "current.json";
export const LOCK = "lock.duckdb";
export const DATA = "data";
export const QUARANTINE = "quarantine";

const RUN = "\\d{8}T\\d{6}Z-[0-9a-f]{8}";
const WORK = new RegExp(`^work-${RUN}$`);
const RUN_FILE = new RegExp(`^${RUN}\\.(parquet|json)$`);
const FAILED_FILE = new RegExp(`^(${RUN})\\.failed\\.parquet$`);
const UNFINISHED = /^(sluice-lake\.json|current\.json|lock\.duckdb)\.[0-9a-f]{8}\.unfinished$/;

const random = (): string => randomBytes(4).toString("hex");

/** A new name for a run: when it started, in UTC, and eight random hexadecimal digits. */
export const newRun = (): string => `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z-${random()}`;
/** When the run of a name started: `2026-11-27T09:30:00Z`. */
export const startOf = (run: string): string => run.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-.*$/, "$1-$2-$3T$4:$5:$6Z");
/** Whether a run started so many days ago, or longer. */
export const isOlderThan = (run: string, days: number): boolean => Date.parse(startOf(run)) <= Date.now() - days * 86_400_000;
/** A name for a file that will be renamed to `path` when it is whole. */
export const unfinishedName = (path: string): string => `${path}.${random()}.unfinished`;

/** Paths are relative to the lake folder and have slashes. */
export const dataFile = (zone: string, table: string, run: string, format: "parquet" | "json"): string =>
  `${DATA}/${zone}/${table}/${run}.${format}`;
export const quarantineFile = (source: string, run: string): string => `${QUARANTINE}/${source}/${run}.parquet`;
export const failedFile = (source: string, run: string): string => `${QUARANTINE}/${source}/${run}.failed.parquet`;
export const workFolder = (run: string): string => `work-${run}`;
export const workFile = (run: string, table: string): string => `${workFolder(run)}/${table}.parquet`;

export const isWorkFolder = (name: string): boolean => WORK.test(name);
/** The run of a file of bad records that no version has; undefined for any other name. */
export const failedRunOf = (name: string): string | undefined => FAILED_FILE.exec(name)?.[1];
export const isRunFile = (name: string): boolean => RUN_FILE.test(name);
export const isUnfinished = (name: string): boolean => UNFINISHED.test(name);
