import { lstat, open } from "node:fs/promises";
import { join } from "node:path";
import { checksumOf, filesOfTable } from "./checksum.ts";
import { cannotRead } from "./failures.ts";
import type { TableVersion } from "./version.ts";

/** What is wrong with a file of a version, in words that follow its path. */
export interface FileFault {
  /** Relative to the lake folder. */
  readonly file: string;
  readonly fault: string;
}

/**
 * What of the files of a version is not as the run left it: the sizes first, then the bytes. Of a version without
 * checksums: what is missing or cut. Refuses with `cannot-read` and `interrupted`.
 */
export async function faultsOf(lake: string, version: TableVersion, signal?: AbortSignal): Promise<readonly FileFault[]> {
  const bySize: FileFault[] = [];
  for (const file of filesOfTable(version)) {
    const fault = await sizeFault(lake, file, version.checksums?.find((sum) => sum.file === file)?.size);
    if (fault !== undefined) bySize.push({ file, fault });
  }
  if (bySize.length > 0) return bySize;
  const faults: FileFault[] = [];
  for (const { file, sha256 } of version.checksums ?? [])
    if ((await checksumOf(lake, file, signal)).sha256 !== sha256) faults.push({ file, fault: "has other bytes than the run wrote" });
  return faults;
}

/** What is wrong with a file by its size; without the `expected` one, what of it is missing or cut. */
export async function sizeFault(lake: string, file: string, expected: number | undefined): Promise<string | undefined> {
  const path = join(lake, file);
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" || error.code === "ENOTDIR" ? undefined : cannotRead(path)(error),
  );
  if (found === undefined) return "is missing";
  if (!found.isFile()) return "is not a file";
  if (expected !== undefined) return found.size === expected ? undefined : `has ${found.size} bytes, where the run wrote ${expected}`;
  return (await isCut(path, found.size)) ? "is cut off" : undefined;
}

const PARQUET = "PAR1";
/** The length of the footer and the mark behind it, in bytes. */
const TAIL = 8;

/** Whether a file without a checksum lacks its end: of Parquet the footer, of JSON lines the last line feed. */
async function isCut(path: string, size: number): Promise<boolean> {
  const file = await open(path, "r").catch(cannotRead(path));
  try {
    const at = Math.max(0, size - TAIL);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL), 0, TAIL, at);
    const end = buffer.subarray(0, bytesRead);
    if (path.endsWith(".json")) return size > 0 && end.at(-1) !== 0x0a;
    return end.length < TAIL || end.toString("latin1", 4) !== PARQUET || end.readUInt32LE(0) > size - TAIL - PARQUET.length;
  } finally {
    await file.close();
  }
}
