import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import type { SourcePlan } from "../operations/lake.ts";
import { gzipAtMostTimes } from "../operations/limits.ts";
import { cannotRead } from "./failures.ts";
import { inTurns } from "./in-turns.ts";
import { stopIfAborted } from "./interruption.ts";
import type { Pin } from "./pin.ts";

/** Bytes that are expanded at once. */
const CHUNK = 1 << 18;
/** Bytes that every gzip file may expand to: so few that they do no harm. */
export const GZIP_ALWAYS = 100_000_000;

/** Of a gzip file there are more bytes than its source takes. */
class TooMuch extends Error {}

/**
 * Reads every gzip file of a source to its end, because DuckDB takes a cut or damaged one for a shorter one. Refuses with
 * `landing-file-broken` and `gzip-over-limit`, all files at once, or `interrupted`.
 */
export async function checkGzips(source: SourcePlan, pins: readonly Pin[], signal: AbortSignal | undefined): Promise<void> {
  const found = new Map<Pin, Problem>();
  await inTurns(
    pins.filter(({ gz }) => gz),
    async (pin) => {
      const problem = await gzipProblem(source, pin, signal);
      if (problem !== undefined) found.set(pin, problem);
    },
  );
  const problems = pins.flatMap((pin) => found.get(pin) ?? []);
  if (problems.length > 0) throw new Refusal(problems);
}

async function gzipProblem(source: SourcePlan, { path, size }: Pin, signal: AbortSignal | undefined): Promise<Problem | undefined> {
  const times = gzipAtMostTimes(source);
  const bytes = Number(size);
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const broken = (reason: string): Problem => ({ code: "landing-file-broken", parameters: { path, reason } });
  try {
    await pipeline(createReadStream(path), gunzip, atMost(Math.max(GZIP_ALWAYS, bytes * times)), signal === undefined ? {} : { signal });
  } catch (error) {
    stopIfAborted(signal);
    if (error instanceof TooMuch) return { code: "gzip-over-limit", parameters: { table: source.name, path, bytes, times } };
    return broken(zlibReason(error) ?? cannotRead(path)(error));
  }
  return gunzip.bytesWritten < bytes ? broken("other bytes follow the end of the gzip data") : undefined;
}

/** Takes so many bytes and forgets them; more is `TooMuch`. */
function atMost(limit: number): Writable {
  let bytes = 0;
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      done(bytes > limit ? new TooMuch() : undefined);
    },
  });
}

function zlibReason(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "Z_BUF_ERROR") return "the gzip data is cut off";
  if (code === "Z_DATA_ERROR") return message === "incorrect header check" ? "it is not gzip data" : "the gzip data is damaged";
  return undefined;
}
