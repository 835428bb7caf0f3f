import type { Customer } from "./rush.ts";

/** How much there is of what makes the usual answer a wrong one. */
export interface SampleDefects {
  /** Customers who never agreed to research: their rows have no such key. */
  readonly withoutResearchConsent: number;
  /** Customers who agreed to research after their first reading. */
  readonly agreedAfterFirstReading: number;
  /** Those of them who agreed after their last reading. */
  readonly agreedAfterLastReading: number;
  /** Customers with a serial number that another customer had before. */
  readonly serialNumberSoldBefore: number;
  /** Times, in ms, at which several people moved. */
  readonly sharedTimes: number;
  /** Motion samples beyond the first of one person at one time. */
  readonly surplusSamples: number;
  /** Readings that a holder of a serial number has at the time of another holder: the trainer sends one row for both. */
  readonly sharedReadings: number;
}

const NAMES = [
  "withoutResearchConsent",
  "agreedAfterFirstReading",
  "agreedAfterLastReading",
  "serialNumberSoldBefore",
  "sharedTimes",
  "surplusSamples",
  "sharedReadings",
] as const satisfies readonly (keyof SampleDefects)[];

/** The sum of counts; what one of them does not name is 0 in it. */
export function sumOf(...counts: readonly Partial<SampleDefects>[]): SampleDefects {
  const total = (name: keyof SampleDefects): number => counts.reduce((sum, count) => sum + (count[name] ?? 0), 0);
  return Object.fromEntries(NAMES.map((name) => [name, total(name)])) as Record<keyof SampleDefects, number>;
}

/**
 * Counts what can be told of the customers of one rush.
 * @param sold the serial numbers of the customers before; those of this rush are added to it
 */
export function defectsOf(rush: readonly Customer[], sold: Set<string>): Partial<SampleDefects> {
  const count = (holds: (customer: Customer) => boolean): number => rush.filter(holds).length;
  const agreedAfter = ({ agreesTo, updatedAt }: Customer, time: number | undefined): boolean =>
    agreesTo.research && time !== undefined && time < updatedAt;
  return {
    withoutResearchConsent: count(({ agreesTo }) => !agreesTo.research),
    agreedAfterFirstReading: count((customer) => agreedAfter(customer, customer.readingTimes.at(-1))),
    agreedAfterLastReading: count((customer) => agreedAfter(customer, customer.readingTimes[0])),
    serialNumberSoldBefore: count(({ serialNumber }) => sold.size === sold.add(serialNumber).size),
    sharedTimes: valuesMetTwice(rush.flatMap(({ readingTimes }) => readingTimes)),
  };
}

function valuesMetTwice(values: readonly number[]): number {
  const once = new Set<number>();
  const twice = new Set<number>();
  for (const value of values) (once.has(value) ? twice : once).add(value);
  return twice.size;
}
