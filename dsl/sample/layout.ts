import { CUSTOMERS_A_DELIVERY } from "./shape.ts";

/** The folders of the landing zone. */
export const SAMPLE_TABLES = ["customer", "accelerometer", "step_trainer"] as const;
export type SampleTable = (typeof SAMPLE_TABLES)[number];

/** Files of a table in one delivery: a person's readings are spread over several, as in the real data. */
export const PARTS: { readonly [T in SampleTable]: number } = { customer: 2, accelerometer: 4, step_trainer: 3 };

/** How many deliveries bring so many customers: at least one, so that every table has files even when it has no rows. */
export const deliveriesOf = (customers: number): number => Math.max(1, Math.ceil(customers / CUSTOMERS_A_DELIVERY));

/** The file of a table's part, relative to the landing root, with `/`. Deliveries and parts count from 0, file names from 1. */
export function fileOf(table: SampleTable, delivery: number, part: number): string {
  const number = String(delivery * PARTS[table] + part + 1).padStart(5, "0");
  return `${table}/${table}-${number}.json${isCompressed(table, part) ? ".gz" : ""}`;
}

/** The last accelerometer file of a delivery, because readers must take both kinds. */
const isCompressed = (table: SampleTable, part: number): boolean => table === "accelerometer" && part === PARTS.accelerometer - 1;
