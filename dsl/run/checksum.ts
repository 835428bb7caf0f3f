import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { refuse } from "../diagnostics/diagnostic.ts";
import { cannotRead } from "./failures.ts";
import { inTurns } from "./in-turns.ts";
import type { Checksum, LakeHistory, TableVersion } from "./version.ts";

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

/** The kept versions, each with the checksums of its files, as far as these are there. */
export async function withChecksums(lake: string, history: LakeHistory): Promise<LakeHistory> {
  const bare = [history.current, ...history.earlier].flatMap(({ tables }) => tables.filter(({ checksums }) => checksums === undefined));
  if (bare.length === 0) return history;
  const made = new Map<string, Checksum>();
  await inTurns([...new Set(bare.flatMap(filesOfTable))], async (file) => {
    const found = await lstat(join(lake, file)).catch(() => undefined);
    if (found?.isFile()) made.set(file, await checksumOf(lake, file));
  });
  const summed = (table: TableVersion): TableVersion => {
    const sums = filesOfTable(table).map((file) => made.get(file));
    const isWhole = table.checksums === undefined && sums.every((sum) => sum !== undefined);
    return isWhole ? { ...table, checksums: sums.filter((sum) => sum !== undefined) } : table;
  };
  const { current, earlier } = history;
  const all = ({ tables, ...version }: LakeHistory["current"]): LakeHistory["current"] => ({ ...version, tables: tables.map(summed) });
  return { current: all(current), earlier: earlier.map(all) };
}
