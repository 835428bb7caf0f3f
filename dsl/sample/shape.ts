/**
 * The shape of the sample: every rate and range, and why it is so. "Real" is STEDI's public landing data, from which nothing
 * but such figures is taken.
 */

/** A share as "one in so many". */
export type OneIn = number;

export interface Range {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

/** Fills every table of the lake with a visible difference between the right and the usual answer, in a fraction of a second. */
export const DEFAULT_CUSTOMERS = 200;
export const DEFAULT_SEED = 1;

/** 26 years of registrations; more would leave the calendar that people expect. */
export const MOST_CUSTOMERS = 100_000_000;

/** 2025-01-01T00:00:00Z in epoch milliseconds: no clock is read, so that a seed gives the same bytes on every day. */
export const FIRST_RUSH_AT = 1_735_689_600_000;

/** Real customers register in rushes; within one all trainings overlap, and so nothing outside it must be remembered. */
export const CUSTOMERS_A_RUSH = 100;

/** From one rush to the next in ms: longer than a rush with its readings can last (185 s), so that rushes never overlap. */
export const RUSH_INTERVAL: Range = { from: 300_000, to: 360_000 };

/** Between two registrations of a rush, in ms, as in the real data. */
export const REGISTRATION_INTERVAL: Range = { from: 60, to: 130 };

/** A fulfilment defect gave the same 30 serial numbers to all: customers 1 to 30 get a new one, every later one a number sold before. */
export const SERIAL_NUMBERS = 30;

/** Each of the three consents is given by half of the customers, as in the real data; one not given is an absent key. */
export const CONSENT: OneIn = 2;

/** Customers whose last update, with the consents they give, comes long after registration: real 4 %, here 10 % to show in a small sample. */
export const LATE_UPDATE: OneIn = 10;

/** How long after registration, in ms; a training ends 34 to 120 s after, so some agree while they walk and most when all is over, as in the real data. */
export const LATE_UPDATE_AFTER: Range = { from: 30_000, to: 300_000 };

/** Customers whose last update is 1 ms after registration, as 5 real ones: equality with the registration cannot be relied on. */
export const TOUCHED_UPDATE: OneIn = 200;

/** Every customer takes this many readings, at the same times by the trainer and by the app. */
export const READINGS_A_CUSTOMER = 30;

/** Customers who first walk and then register lead by so many readings; a fifth registers first. */
export const REGISTERED_FIRST: OneIn = 5;
export const READINGS_BEFORE_REGISTRATION: Range = { from: 1, to: 13 };

/** A customer's readings are a constant number of thirtieths of a second apart: 2,033 to 4,000 ms. */
export const CADENCE_THIRTIETHS: Range = { from: 61, to: 120 };

/** Customers whose devices tick with those of the customer before: with what chance adds, about 5 % of all times are shared, as in the real data. */
export const SAME_CLOCK: OneIn = 25;

/** Motion samples at one time of one person: real 84 % three, 16 % two, the rest one; per mille here. */
export const ONE_SAMPLE_PER_MILLE = 3;
export const TWO_SAMPLES_PER_MILLE = 160;

/** Whole numbers, as in the real data. */
export const DISTANCE: Range = { from: 201, to: 300 };

/** Years of birth are as odd as the real ones, and those before 1000 have three digits, so the column can only be text. */
export const BIRTH_YEAR: Range = { from: 950, to: 1965 };

/** Good lines from one bad line of a table to the next: every kind stands in 200 customers, and no table reaches 10 % at any size. */
export const BAD_LINE_INTERVAL = {
  customer: { from: 18, to: 25 },
  accelerometer: { from: 150, to: 250 },
  step_trainer: { from: 150, to: 250 },
} as const satisfies Record<string, Range>;

/** A delivery is one set of files: files stay of a handy size (about 20 MB), and few are open at once, however large the sample is. */
export const CUSTOMERS_A_DELIVERY = 10_000;
