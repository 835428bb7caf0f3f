import type { DuckDBConnection } from "@duckdb/node-api";
import { refuse } from "../diagnostics/diagnostic.ts";

/** Milliseconds. DuckDB forgets an interrupt that reaches it between two statements, so it is repeated. */
const REPEAT = 20;

export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) refuse("interrupted", {});
}

/** Runs a step on the connection; an abort stops it inside a statement and refuses with `interrupted`. */
export async function interruptible<T>(connection: DuckDBConnection, signal: AbortSignal | undefined, step: () => Promise<T>): Promise<T> {
  stopIfAborted(signal);
  let repeat: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    repeat ??= setInterval(() => connection.interrupt(), REPEAT);
  };
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    return await step();
  } catch (error) {
    stopIfAborted(signal);
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    clearInterval(repeat);
  }
}
