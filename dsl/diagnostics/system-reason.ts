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

/** The reason of a system error, in words. Anything else (a refusal, a bug of ours) is thrown on. */
export function systemReason(error: unknown): string {
  // Node gives several where a write fails, and the close after it too.
  const first = error instanceof AggregateError ? error.errors.find(isSystemError) : error;
  if (!isSystemError(first) || first.code === undefined) throw error;
  return SYSTEM_REASONS[first.code] ?? first.code;
}
