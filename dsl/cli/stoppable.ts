import { SIGNALS, takeSignals } from "./signals.mjs";

/** Does work that Ctrl-C stops. A terminal's Ctrl-C comes twice: from the terminal itself, and passed on by `sluice.mjs`. */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  for (const signal of SIGNALS) process.on(signal, stop);
  takeSignals();
  try {
    return await work(abort.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
