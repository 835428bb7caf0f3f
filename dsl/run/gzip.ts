import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import { cannotRead } from "./failures.ts";
import { inTurns } from "./in-turns.ts";
import { stopIfAborted } from "./interruption.ts";
import type { Pin } from "./pin.ts";

/**
 * Reads every gzip file to its end, because DuckDB takes a cut or damaged one for a shorter one. Refuses with
 * `landing-file-broken`, all files at once, or `interrupted`.
 */
export async function checkGzips(pins: readonly Pin[], signal: AbortSignal | undefined): Promise<void> {
  const reasons = new Map<Pin, string>();
  await inTurns(
    pins.filter(({ gz }) => gz),
    async (pin) => {
      const reason = await gzipFault(pin, signal);
      if (reason !== undefined) reasons.set(pin, reason);
    },
  );
  const problems = pins.flatMap((pin): Problem[] => {
    const reason = reasons.get(pin);
    return reason === undefined ? [] : [{ code: "landing-file-broken", parameters: { path: pin.path, reason } }];
  });
  if (problems.length > 0) throw new Refusal(problems);
}

async function gzipFault({ path, size }: Pin, signal: AbortSignal | undefined): Promise<string | undefined> {
  const gunzip = createGunzip();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path), gunzip, nowhere, signal === undefined ? {} : { signal });
  } catch (error) {
    stopIfAborted(signal);
    return zlibReason(error) ?? cannotRead(path)(error);
  }
  return BigInt(gunzip.bytesWritten) < size ? "other bytes follow the end of the gzip data" : undefined;
}

function zlibReason(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "Z_BUF_ERROR") return "the gzip data is cut off";
  if (code === "Z_DATA_ERROR") return message === "incorrect header check" ? "it is not gzip data" : "the gzip data is damaged";
  return undefined;
}
