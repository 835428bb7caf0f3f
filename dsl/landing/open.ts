import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** Opens a file to read it, and does not wait where it is a pipe. Throws the system's error, and `NotAFile`. */
export function openFile(path: string | Buffer): { readonly file: number; readonly stats: BigIntStats } {
  // Windows has no such flag, and no such pipes in folders.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stats = fstatSync(file, { bigint: true });
  if (stats.isFile()) return { file, stats };
  closeSync(file);
  throw new NotAFile("it is not a file");
}

/** A folder, a pipe, a socket or a device. */
export class NotAFile extends Error {}

/** The first bytes of a file, as many as there are up to `count`. */
export function headOf(file: number, count: number): Buffer {
  const head = Buffer.allocUnsafe(count);
  let length = 0;
  for (;;) {
    const read = readSync(file, head, length, count - length, null);
    length += read;
    if (read === 0 || length === count) return head.subarray(0, length);
  }
}
