import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { refuse } from "../diagnostics/diagnostic.ts";

/** Why what would make a reader wait, or has no end, is not read. */
export const NOT_A_FILE = "it is not a file";

/** The bytes of a file, by links too. Throws what `readFileSync` throws, and for a FIFO, a socket or a device, without waiting for it. */
export function readRegular(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (!found.isFile() && !found.isDirectory()) throw new Error(NOT_A_FILE);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** The text of a file; undefined when there is none. Refuses with `cannot-read`. */
export function textOf(path: string): string | undefined {
  try {
    return readRegular(path).toString();
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? undefined : refuse("cannot-read", { path, reason: message });
  }
}
