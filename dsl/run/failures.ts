import { refuse } from "../diagnostics/diagnostic.ts";

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large",
  ENOENT: "it does not exist",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  EEXIST: "a file of that name is in the way",
  ELOOP: "its symbolic links go in a circle",
  EIO: "the disk reported an error",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && typeof (error as NodeJS.ErrnoException).code === "string";

/** The reason of a system error, in words; of several the first. Anything else (a refusal, a bug of ours) is thrown on. */
function systemReason(error: unknown): string {
  // Node gives several where a write fails, and the close after it too.
  const first = error instanceof AggregateError ? error.errors.find(isSystemError) : error;
  if (!isSystemError(first) || first.code === undefined) throw error;
  return SYSTEM_REASONS[first.code] ?? first.code;
}

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
