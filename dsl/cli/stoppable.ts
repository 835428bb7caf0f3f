import { SIGNALS, takeSignals } from "./signals.mjs";

/**
 * Does work that Ctrl-C stops. A terminal's Ctrl-C comes twice: from the terminal itself, and passed on by `sluice.mjs`. So what
 * comes after the work is done changes nothing any more: the command says how it ended, and ends.
 */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => abort.abort());
  takeSignals();
  return work(abort.signal);
}

/** The same where the command goes on for long after the work: a signal ends it then. */
export const stoppablePart = <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  stoppable(work).finally(() => {
    for (const signal of SIGNALS) process.removeAllListeners(signal);
  });
