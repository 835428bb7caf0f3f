import { SIGNALS, takeSignals } from "./signals.mjs";

/** Milliseconds: npm passes a terminal's Ctrl-C on to whom the terminal has told already. */
const SAME = 1_000;

/** Signals for work that must clear up: the first Ctrl-C stops the work, a second one the clearing up. */
export function twoStops(onFirst: () => void, onSecond: () => void): { readonly first: AbortSignal; readonly second: AbortSignal } {
  const stops = [new AbortController(), new AbortController()] as const;
  let last = Number.NEGATIVE_INFINITY;
  const stop = (): void => {
    const now = performance.now();
    if (now - last < SAME) return;
    last = now;
    const [first, second] = stops;
    if (!first.signal.aborted) {
      onFirst();
      first.abort();
    } else if (!second.signal.aborted) {
      onSecond();
      second.abort();
    }
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  takeSignals();
  return { first: stops[0].signal, second: stops[1].signal };
}
