import { closeSync, createReadStream, readSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { refuse } from "../../../diagnostics/diagnostic.ts";
import { NotAFile, openFile } from "../../../landing/open.ts";
import { BegunLine } from "./begun-line.ts";

/** A file to read. `name` is what people are shown. */
export interface LandingFile {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Whether it is gzip data, of one member or more. */
  readonly gz: boolean;
}

/** Bytes that are read at once. */
const CHUNK = 1 << 20;
const LINE_FEED = 0x0a;

/**
 * The lines of a file, many at once, without the line feed after the last; a long line comes alone. Refuses with
 * `landing-file-broken`; throws `LineTooLong`.
 */
export async function* wholeLines({ path, gz }: LandingFile): AsyncGenerator<Buffer> {
  const begun = new BegunLine();
  for await (const chunk of chunksOf(path, gz)) {
    let start = 0;
    if (begun.isLong) {
      const feed = chunk.indexOf(LINE_FEED);
      begun.add(feed < 0 ? chunk : chunk.subarray(0, feed));
      if (feed < 0) continue;
      yield begun.take();
      start = feed + 1;
    }
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end >= start) {
      begun.add(chunk.subarray(start, end));
      yield begun.take();
      start = end + 1;
    }
    begun.add(chunk.subarray(start));
  }
  if (!begun.isEmpty) yield begun.take();
}

async function* chunksOf(path: string, gz: boolean): AsyncGenerator<Buffer> {
  try {
    yield* gz ? unzipped(path) : chunksOfPlain(path);
  } catch (error) {
    if (error instanceof NotAFile || (error instanceof Error && "code" in error))
      refuse("landing-file-broken", { path, reason: error.message });
    throw error;
  }
}

/** Without waiting for the event loop, which would be most of the time for many small files. */
function* chunksOfPlain(path: string): Generator<Buffer> {
  const { file, stats } = openFile(path);
  try {
    const length = Math.min(Number(stats.size), CHUNK);
    for (;;) {
      const chunk = Buffer.allocUnsafe(length);
      const read = readSync(file, chunk);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

function unzipped(path: string): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const file = createReadStream(path, { fd: openFile(path).file, highWaterMark: CHUNK });
  file.once("error", (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}
