import { availableParallelism } from "node:os";
import { type Memory, memoryHere } from "./available.ts";
import { LEAST_MEMORY, type MemorySize } from "./size.ts";

/** What a run may use, in bytes. */
export interface Budget {
  /** What DuckDB may have before it spills to the disk. It takes more: what it reads, writes and sorts with is not all counted. */
  readonly engine: number;
  /** Each thread of DuckDB has buffers of its own. */
  readonly threads: number;
  /** Of landing files, how much is read with one statement, unless one line is longer. */
  readonly batch: number;
}

/** Without a size, a run takes three quarters of what there is, and of what is free almost all. */
const SHARE_OF_ALL = 0.75;
const SHARE_OF_FREE = 0.9;

/** What Node and the libraries take beside the engine, with what is not counted of the engine. Measured: bench/README.md. */
const OWN = 350_000_000;
/** Of what is left. The rest is for what the engine does not count. */
const SHARE_OF_ENGINE = 0.8;
/** Of all, where nothing would be left. */
const LEAST_SHARE_OF_ENGINE = 0.2;
/** What one thread needs to do more good than harm. */
const A_THREAD = 100_000_000;
const MOST_BATCH = 1 << 25;
const LEAST_BATCH = 1 << 22;

/** How a run divides its memory. `used` is what this process has already, which counts as free for it. */
export function budgetOf(
  size: MemorySize | undefined,
  here: Memory = memoryHere(),
  used: number = process.memoryUsage.rss(),
  processors: number = availableParallelism(),
): Budget {
  const whole = wholeOf(size, here, used);
  const engine = Math.floor(Math.max(whole * LEAST_SHARE_OF_ENGINE, (whole - OWN) * SHARE_OF_ENGINE));
  return {
    engine,
    threads: Math.max(1, Math.min(processors, Math.floor(engine / A_THREAD))),
    batch: Math.min(MOST_BATCH, Math.max(LEAST_BATCH, Math.floor(engine / 32))),
  };
}

function wholeOf(size: MemorySize | undefined, { total, free }: Memory, used: number): number {
  if (size !== undefined && "bytes" in size) return size.bytes;
  const share = size === undefined ? Math.min(total * SHARE_OF_ALL, (free + used) * SHARE_OF_FREE) : total * size.share;
  return Math.max(LEAST_MEMORY, share);
}
