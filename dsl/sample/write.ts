import { randomUUID } from "node:crypto";
import { mkdir, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { hasRow } from "./bad-lines.ts";
import { LineCounter, type SampleCounts } from "./counts.ts";
import type { SampleDefects } from "./defects.ts";
import { DeliveryFiles } from "./delivery-files.ts";
import { checkOptions, generateSample, type SampleLine, type SampleOptions } from "./generate.ts";
import { deliveriesOf, SAMPLE_TABLES } from "./layout.ts";
import { type RecordedFile, refuseToReplaceOthersFiles, writeRecord } from "./record.ts";
import { CUSTOMERS_A_RUSH } from "./shape.ts";

export interface SampleSummary {
  readonly tables: SampleCounts;
  readonly defects: SampleDefects;
  /** In the order in which they were written. */
  readonly files: readonly RecordedFile[];
}

/** Called with the number of customers written so far, after each rush and at the end. */
export type OnProgress = (customers: number) => void;

/**
 * Writes `customer/`, `accelerometer/` and `step_trainer/` under the folder `out`, in place of an earlier sample there. The folder
 * appears, or changes, only when everything is written.
 * @param signal stops the work; what was there before stays
 * @throws Refusal `invalid-value`; `not-generated` or `sample-edited` where the folder holds something else; `cannot-write`; `interrupted`
 */
export async function writeSample(
  out: string,
  options: SampleOptions,
  onProgress: OnProgress = () => {},
  signal?: AbortSignal,
): Promise<SampleSummary> {
  checkOptions(options);
  try {
    const folder = await realpath(out).catch(() => resolve(out));
    await refuseToReplaceOthersFiles(folder);
    return await replaceFolder(folder, async (partial) => {
      const summary = await writeFiles(partial, options, onProgress, signal);
      await writeRecord(partial, options, summary.files);
      await refuseToReplaceOthersFiles(folder);
      return summary;
    });
  } catch (error) {
    if (error instanceof Error && "syscall" in error) refuse("cannot-write", { path: out, reason: error.message });
    throw error;
  }
}

/** Fills a folder beside, then puts it in place. If that fails, the folder is as it was, and nothing is left beside it. */
async function replaceFolder<T>(folder: string, fill: (partial: string) => Promise<T>): Promise<T> {
  const beside = join(dirname(folder), `.${basename(folder)}.${randomUUID()}`);
  const partial = `${beside}.partial`;
  const previous = `${beside}.previous`;
  try {
    await mkdir(partial, { recursive: true });
    const result = await fill(partial);
    const hadPrevious = await renamed(folder, previous);
    try {
      await rename(partial, folder);
    } catch (error) {
      if (hadPrevious) await rename(previous, folder);
      throw error;
    }
    // The new sample is in place: what cannot be removed of the old one is no failure of it.
    await rm(previous, { recursive: true, force: true }).catch(() => {});
    return result;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** False when there was nothing to rename. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function writeFiles(
  folder: string,
  options: SampleOptions,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<SampleSummary> {
  for (const table of SAMPLE_TABLES) await mkdir(join(folder, table));
  const lines = generateSample(options);
  const counter = new LineCounter();
  const files: RecordedFile[] = [];
  let next = lines.next();
  for (let delivery = 0; delivery < deliveriesOf(options.customers); delivery++) {
    const open = new DeliveryFiles(delivery);
    try {
      await open.create(folder);
      for (; !next.done && next.value.delivery === delivery; next = lines.next()) {
        counter.add(next.value);
        if (isWholeRush(next.value, counter)) onProgress(counter.rowsOf("customer"));
        if (!open.add(next.value)) continue;
        if (signal?.aborted) refuse("interrupted", {});
        await open.flush(next.value);
      }
      files.push(...(await open.end()));
    } finally {
      await open.close();
    }
  }
  if (!next.done) throw new Error(`delivery ${next.value.delivery} is beyond the last`);
  onProgress(options.customers);
  return { tables: counter.counts(), defects: next.value, files };
}

const isWholeRush = ({ table, defect }: SampleLine, counter: LineCounter): boolean =>
  table === "customer" && hasRow(defect) && counter.rowsOf("customer") % CUSTOMERS_A_RUSH === 0;
