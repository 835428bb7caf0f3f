/** The proofs of a table end here: they would take too long. */
export class TooMuch extends Error {
  /** What there is too much of: `5000000 steps`. */
  readonly limit: string;
  constructor(limit: string) {
    super(`more than ${limit}`);
    this.limit = limit;
  }
}

/** Steps of the closure for all that is asked of one table. The same plan takes the same steps on every machine. */
export const MOST_STEPS = 5_000_000;

let left = Number.POSITIVE_INFINITY;

/** Counts steps. Throws `TooMuch` when there are no more. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw new TooMuch(`${MOST_STEPS} steps`);
}

/** Gives a table its steps; `otherwise` where they are not enough, or where it is too much in another way. */
export function withinSteps<T>(work: () => T, otherwise: (limit: string) => T): T {
  left = MOST_STEPS;
  try {
    return work();
  } catch (error) {
    if (error instanceof TooMuch) return otherwise(error.limit);
    throw error;
  } finally {
    left = Number.POSITIVE_INFINITY;
  }
}
