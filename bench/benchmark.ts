/** What a benchmark is given. */
export interface Options {
  /** How many times each side runs. */
  readonly runs: number;
  /** Tells whoever waits what is going on. */
  readonly say: (text: string) => void;
}

export interface Benchmark {
  /** One line for `--help`. */
  readonly summary: string;
  readonly run: (options: Options) => Promise<Report>;
}

export interface Report {
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
}

/** Something measured several times. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  readonly values: readonly number[];
}

export type Unit = "ms" | "ms of processor" | "MiB" | "%" | "x";

/** A promise and what was measured. */
export interface Target {
  readonly claim: string;
  readonly unit: Unit;
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
  readonly measured: number;
}

export const isMet = ({ bound, measured }: Target): boolean => ("atLeast" in bound ? measured >= bound.atLeast : measured <= bound.atMost);

/** The middle one of the values; the mean of the two in the middle when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}
