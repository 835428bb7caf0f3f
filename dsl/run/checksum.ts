import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { refuse } from "../diagnostics/diagnostic.ts";
import { cannotRead } from "./failures.ts";
import type { Checksum, TableVersion } from "./version.ts";

/** Bytes that are hashed at once: few enough that nothing else waits long. */
const CHUNK = 1 << 20;

/** The files of a version of a table, relative to the lake folder. */
export const filesOfTable = ({ file, quarantine }: Pick<TableVersion, "file" | "quarantine">): readonly string[] =>
  quarantine === null ? [file] : [file, quarantine];

/** Reads a file of the lake to its end. Refuses with `cannot-read`. */
export async function checksumOf(lake: string, file: string, signal?: AbortSignal): Promise<Checksum> {
  const path = join(lake, file);
  const hash = createHash("sha256");
  let size = 0;
  const reading = createReadStream(path, { highWaterMark: CHUNK });
  reading.on("data", (chunk) => {
    size += chunk.length;
  });
  await pipeline(reading, hash, signal === undefined ? {} : { signal }).catch((error: unknown) =>
    signal?.aborted ? refuse("interrupted", {}) : cannotRead(path)(error),
  );
  return { file, size, sha256: hash.digest("hex") };
}

export const checksumsOf = async (lake: string, files: readonly string[]): Promise<readonly Checksum[]> =>
  Promise.all(files.map((file) => checksumOf(lake, file)));
