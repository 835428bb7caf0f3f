import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import { sep } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { cannotRead } from "./failures.ts";

/** Bytes: far more than the versions of the largest lake take. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The text of a small file that a folder is kept by; undefined when there is none. `root` is the folder that links of its
 * name must not leave. Refuses with `lake-broken` what is no file (a device, a FIFO, a socket, a folder), without waiting
 * for it, and what is too large to be one; with `cannot-read` what may not be read.
 */
export function stateText(path: string, root: string): string | undefined {
  const fault = stateFault(path, root);
  if (fault === "missing") return undefined;
  if (fault !== undefined) return refuse("lake-broken", { path, reason: fault });
  try {
    // What was put in its place meanwhile must not make us wait either.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const now = fstatSync(file);
      const reason = now.isFile() ? sizeFault(now) : kindFault(now);
      if (reason !== undefined) return refuse("lake-broken", { path, reason });
      return textOf(file, now.size);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return cannotRead(path)(error);
  }
}

/** Why a path is no file of the folder `root`; `"missing"` when nothing is there. Refuses with `cannot-read`. */
export function stateFault(path: string, root: string): string | undefined {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return "missing";
    if (found.isSymbolicLink()) {
      const target = statSync(path, { throwIfNoEntry: false });
      if (target === undefined) return "it is a link that leads nowhere";
      if (!realpathSync(path).startsWith(`${realpathSync(root)}${sep}`)) return "it is a link that leads out of its folder";
      return target.isFile() ? sizeFault(target) : kindFault(target);
    }
    return found.isFile() ? sizeFault(found) : kindFault(found);
  } catch (error) {
    return cannotRead(path)(error);
  }
}

const sizeFault = ({ size }: Stats): string | undefined => (size > LARGEST ? `it has ${size} bytes` : undefined);

function kindFault(stats: Stats): string {
  const kind = stats.isDirectory() ? "a folder" : stats.isFIFO() ? "a FIFO" : stats.isSocket() ? "a socket" : "a device";
  return `it is ${kind}, not a file`;
}

function textOf(file: number, size: number): string {
  const bytes = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const read = readSync(file, bytes, at, size - at, at);
    if (read === 0) break;
    at += read;
  }
  return bytes.toString("utf8", 0, at);
}
