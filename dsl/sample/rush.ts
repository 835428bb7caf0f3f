import { type Person, personOf } from "./people.ts";
import type { Random } from "./random.ts";
import {
  CADENCE_THIRTIETHS,
  CONSENT,
  CUSTOMERS_A_RUSH,
  FIRST_RUSH_AT,
  LATE_UPDATE,
  LATE_UPDATE_AFTER,
  type Range,
  READINGS_A_CUSTOMER,
  READINGS_BEFORE_REGISTRATION,
  REGISTERED_FIRST,
  REGISTRATION_INTERVAL,
  RUSH_INTERVAL,
  SAME_CLOCK,
  SERIAL_NUMBERS,
  TOUCHED_UPDATE,
} from "./shape.ts";

/** A customer and when they walked. All times are epoch milliseconds. */
export interface Customer extends Person {
  /** Counted from 0. */
  readonly index: number;
  readonly serialNumber: string;
  readonly registeredAt: number;
  /** Also when the consents were given. */
  readonly updatedAt: number;
  readonly agreesTo: { readonly research: boolean; readonly public: boolean; readonly friends: boolean };
  /** Newest first, as the devices send them. */
  readonly readingTimes: readonly number[];
}

/** A device's clock: readings are taken `cadence` ms apart, one of them at `anchor`. */
interface Clock {
  readonly anchor: number;
  readonly cadence: number;
}

/**
 * All customers in order of registration, rush by rush.
 * @param customers how many, a whole number of at least 0
 */
export function* rushes(customers: number, random: Random): Generator<readonly Customer[], void, undefined> {
  const serialNumbers = Array.from({ length: SERIAL_NUMBERS }, () => newSerialNumber(random));
  let startsAt = FIRST_RUSH_AT;
  for (let first = 0; first < customers; first += CUSTOMERS_A_RUSH) {
    yield rush(first, Math.min(CUSTOMERS_A_RUSH, customers - first), startsAt, serialNumbers, random);
    startsAt += random.within(RUSH_INTERVAL);
  }
}

function rush(first: number, count: number, startsAt: number, serialNumbers: readonly string[], random: Random): readonly Customer[] {
  const customers: Customer[] = [];
  let registeredAt = startsAt;
  let clock: Clock | undefined;
  for (let index = first; index < first + count; index++) {
    registeredAt += random.within(REGISTRATION_INTERVAL);
    if (clock === undefined || !random.oneIn(SAME_CLOCK)) clock = newClock(registeredAt, random);
    customers.push(customer(index, registeredAt, clock, serialNumbers, random));
  }
  return customers;
}

function customer(index: number, registeredAt: number, clock: Clock, serialNumbers: readonly string[], random: Random): Customer {
  return {
    index,
    ...personOf(index, random),
    serialNumber: serialNumbers[index < SERIAL_NUMBERS ? index : random.below(SERIAL_NUMBERS)] as string,
    registeredAt,
    updatedAt: registeredAt + sinceRegistration(random),
    agreesTo: { research: random.oneIn(CONSENT), public: random.oneIn(CONSENT), friends: random.oneIn(CONSENT) },
    readingTimes: readingTimes(clock, random),
  };
}

function sinceRegistration(random: Random): number {
  if (random.oneIn(LATE_UPDATE)) return random.within(LATE_UPDATE_AFTER);
  return random.oneIn(TOUCHED_UPDATE) ? 1 : 0;
}

/** A clock that ticks soon after the registration. */
function newClock(registeredAt: number, random: Random): Clock {
  const cadence = Math.floor((random.within(CADENCE_THIRTIETHS) * 100) / 3);
  return { anchor: registeredAt + random.within({ from: 1, to: cadence }), cadence };
}

function readingTimes({ anchor, cadence }: Clock, random: Random): readonly number[] {
  const before = random.oneIn(REGISTERED_FIRST) ? 0 : random.within(READINGS_BEFORE_REGISTRATION);
  const newest = anchor + (READINGS_A_CUSTOMER - 1 - before) * cadence;
  return Array.from({ length: READINGS_A_CUSTOMER }, (_, i) => newest - i * cadence);
}

const BYTE: Range = { from: 0, to: 255 };

/** Shaped as a version 4 UUID. */
function newSerialNumber(random: Random): string {
  const hex = Array.from({ length: 16 }, () => random.within(BYTE).toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
