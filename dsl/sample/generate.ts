import { refuse } from "../diagnostics/diagnostic.ts";
import { badLines, hasRow, type LineDefect } from "./bad-lines.ts";
import { defectsOf, type SampleDefects, sumOf } from "./defects.ts";
import { PARTS, SAMPLE_TABLES, type SampleTable } from "./layout.ts";
import { GREATEST_SEED, type Random, randomOf } from "./random.ts";
import { customerRow, motionRows, stepRow } from "./rows.ts";
import { type Customer, rushes } from "./rush.ts";
import { CUSTOMERS_A_DELIVERY, MOST_CUSTOMERS } from "./shape.ts";

export interface SampleOptions {
  /** A whole number from 0 to 100,000,000. */
  readonly customers: number;
  /** A whole number from 0 to 4,294,967,295. */
  readonly seed: number;
}

/** A line of a landing file, without its line break. `layout.ts` names the file. */
export interface SampleLine {
  readonly table: SampleTable;
  readonly delivery: number;
  readonly part: number;
  readonly text: string;
  /** What is wrong with the line; undefined when nothing is. */
  readonly defect: LineDefect | undefined;
}

/**
 * Landing data shaped as STEDI's, line by line, in the order in which it is made; returns how much there is of each defect.
 * Pure: the same options give the same lines on every machine. Its memory does not grow with the number of customers.
 * @throws Refusal `invalid-value` for options out of range, before the first line
 */
export function* generateSample(options: SampleOptions): Generator<SampleLine, SampleDefects, undefined> {
  checkOptions(options);
  const random = randomOf(options.seed);
  const put = lineMaker(random);
  const sold = new Set<string>();
  let defects = sumOf();
  for (const rush of rushes(options.customers, random)) {
    const readings = new Set<string>();
    for (const customer of rush) defects = sumOf(defects, yield* linesOf(customer, readings, random, put));
    defects = sumOf(defects, defectsOf(rush, sold));
  }
  return defects;
}

/** @throws Refusal `invalid-value` */
export function checkOptions({ customers, seed }: SampleOptions): void {
  checkWholeNumber(customers, MOST_CUSTOMERS, "number of customers");
  checkWholeNumber(seed, GREATEST_SEED, "seed");
}

function checkWholeNumber(value: number, greatest: number, what: string): void {
  if (Number.isInteger(value) && value >= 0 && value <= greatest) return;
  refuse("invalid-value", { value: String(value), expected: `a ${what}, which is a whole number from 0 to ${greatest}` });
}

type Put = (table: SampleTable, delivery: number, text: string) => Generator<SampleLine, void, undefined>;

/** Chooses the file of each row, and lets bad lines follow. */
function lineMaker(random: Random): Put {
  const badLineAfter = Object.fromEntries(SAMPLE_TABLES.map((table) => [table, badLines(table, random)])) as Record<
    SampleTable,
    ReturnType<typeof badLines>
  >;
  return function* (table, delivery, text) {
    const part = random.below(PARTS[table]);
    const bad = badLineAfter[table](text);
    if (bad === undefined || !hasRow(bad.defect)) yield { table, delivery, part, text, defect: undefined };
    if (bad !== undefined) yield { table, delivery, part, ...bad };
  };
}

/** @param readings what the trainers have sent in this rush: one row for a serial number and a time, whoever walks */
function* linesOf(
  customer: Customer,
  readings: Set<string>,
  random: Random,
  put: Put,
): Generator<SampleLine, Partial<SampleDefects>, undefined> {
  const delivery = Math.floor(customer.index / CUSTOMERS_A_DELIVERY);
  let surplusSamples = 0;
  let sharedReadings = 0;
  yield* put("customer", delivery, customerRow(customer));
  for (const time of customer.readingTimes) {
    const motions = motionRows(customer, time, random);
    for (const row of motions) yield* put("accelerometer", delivery, row);
    surplusSamples += motions.length - 1;
    const reading = `${customer.serialNumber} ${time}`;
    if (readings.has(reading)) {
      sharedReadings += 1;
    } else {
      readings.add(reading);
      yield* put("step_trainer", delivery, stepRow(customer, time, random));
    }
  }
  return { surplusSamples, sharedReadings };
}
