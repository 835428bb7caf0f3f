import { refuse } from "../diagnostics/diagnostic.ts";
import { systemReason } from "../diagnostics/system-reason.ts";

/** For `.catch`: a file that cannot be read ends the run. */
export const cannotRead =
  (path: string) =>
  (error: unknown): never =>
    refuse("cannot-read", { path, reason: systemReason(error) });

/** For `.catch`: a file that cannot be written ends the run. */
export const cannotWrite =
  (path: string) =>
  (error: unknown): never =>
    refuse("cannot-write", { path, reason: systemReason(error) });

const DUCKDB_ERROR = /^([A-Z][A-Za-z ]*) Error: /;
/** How DuckDB words it when the disk takes no more. */
const DISK_FULL = /No space left on device|File too large|Disk quota exceeded|max_temp_directory_size|Could not write (?:all bytes|file)/;

/** What DuckDB said, without what it adds for its own users. */
export const duckdbReason = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || !DUCKDB_ERROR.test(error.message)) return undefined;
  const [firstParagraph = ""] = error.message.split("\n\n");
  return firstParagraph.replace(DUCKDB_ERROR, "").replaceAll(/\s+/g, " ").trim();
};

/** Ends the run for an error of a step on one table. `writes` is the path that the step writes to, if it does. */
export function stepFailed(error: unknown, table: string, lake: string, writes: string | undefined): never {
  const reason = duckdbReason(error);
  if (reason === undefined) throw error;
  if (DISK_FULL.test(reason)) refuse("cannot-write", { path: writes ?? lake, reason });
  if (writes !== undefined && /^IO Error: /.test((error as Error).message)) refuse("cannot-write", { path: writes, reason });
  if (/^Out of Memory Error: /.test((error as Error).message)) refuse("out-of-memory", { table, reason });
  return refuse("run-failed", { table, reason });
}
