import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LINE_DEFECTS } from "../../dsl/sample/bad-lines.ts";
import { SAMPLE_TABLES, type SampleTable } from "../../dsl/sample/layout.ts";
import { type SampleSummary, writeSample } from "../../dsl/sample/write.ts";
import { type Answer, answers } from "./answers.ts";
import { type ReadTable, readTable } from "./read-sample.ts";
import { scratchFolder } from "./scratch-folder.ts";

const SIZES = [0, 1, 2, 30, 31, 200, 5000];
const READINGS = 30;

/** The reason that a reader finds for each defect, per table. */
const REASONS: Readonly<Record<SampleTable, Readonly<Record<string, readonly string[]>>>> = {
  customer: {
    "not a JSON object": ["cut line", "not an object", "one and a half objects"],
    "registrationdate is wrong": ["wrong type"],
    "email is missing": ["missing key"],
    "email is wrong": ["not an e-mail"],
    "repeated key email": ["repeated key"],
  },
  accelerometer: {
    "not a JSON object": ["cut line", "not an object", "one and a half objects"],
    "timestamp is wrong": ["wrong type"],
    "user is missing": ["missing key"],
    "user is wrong": ["not an e-mail"],
    "repeated key timestamp": ["repeated key"],
  },
  step_trainer: {
    "not a JSON object": ["cut line", "not an object", "one and a half objects"],
    "distancefromobject is wrong": ["wrong type"],
    "serialnumber is missing": ["missing key"],
    "repeated key sensorreadingtime": ["repeated key"],
  },
};

interface Sample {
  readonly summary: SampleSummary;
  readonly read: Readonly<Record<SampleTable, ReadTable>>;
}

const scratch = scratchFolder();

const samples = new Map<number, Promise<Sample>>();

function sampleOf(customers: number): Promise<Sample> {
  const sample = samples.get(customers) ?? makeSample(customers);
  samples.set(customers, sample);
  return sample;
}

async function makeSample(customers: number): Promise<Sample> {
  const folder = join(scratch, String(customers));
  const summary = await writeSample(folder, { customers, seed: 1 });
  const read = Object.fromEntries(SAMPLE_TABLES.map((table) => [table, readTable(folder, table)])) as Record<SampleTable, ReadTable>;
  return { summary, read };
}

const text = (row: Record<string, unknown>, key: string): string => row[key] as string;
const number = (row: Record<string, unknown>, key: string): number => row[key] as number;

describe.each(SIZES)("a sample of %d customers", async (customers) => {
  const { summary, read } = await sampleOf(customers);
  const { customer, accelerometer, step_trainer: stepTrainer } = read;

  test("has the counts that were returned", () => {
    for (const table of SAMPLE_TABLES) {
      const counts = summary.tables[table];
      const found = read[table];
      expect(found.rows.length).toBe(counts.rows);
      expect(found.badRecords).toBe(counts.badRecords);
      expect(found.blankLines).toBe(counts.blankLines);
      expect(counts.records).toBe(counts.rows + counts.badRecords);
      const expected = Object.entries(REASONS[table]).map(([reason, defects]) => {
        const count = LINE_DEFECTS.filter((defect) => defects.includes(defect)).reduce((sum, defect) => sum + counts.byDefect[defect], 0);
        return [reason, count] as const;
      });
      expect(found.reasons).toEqual(Object.fromEntries(expected.filter(([, count]) => count > 0)));
    }
  });

  test("has every customer once, each with 30 reading times", () => {
    expect(customer.rows.length).toBe(customers);
    expect(new Set(customer.rows.map((row) => row["email"])).size).toBe(customers);
    const times = Map.groupBy(accelerometer.rows, (row) => text(row, "user"));
    expect(times.size).toBe(customers);
    for (const rows of times.values()) expect(new Set(rows.map((row) => row["timestamp"])).size).toBe(READINGS);
  });

  test("has the defects that were returned", { timeout: 60_000 }, () => {
    const { defects } = summary;
    const timesOf = new Map(
      [...Map.groupBy(accelerometer.rows, (row) => text(row, "user"))].map(([user, rows]) => [
        user,
        rows.map((row) => number(row, "timestamp")),
      ]),
    );
    const agreed = customer.rows.filter((row) => row["shareWithResearchAsOfDate"] !== undefined);
    const agreedAfter = (row: Record<string, unknown>, pick: (...times: number[]) => number): boolean =>
      pick(...(timesOf.get(text(row, "email")) as number[])) < number(row, "shareWithResearchAsOfDate");
    expect(defects.withoutResearchConsent).toBe(customers - agreed.length);
    expect(defects.agreedAfterFirstReading).toBe(agreed.filter((row) => agreedAfter(row, Math.min)).length);
    expect(defects.agreedAfterLastReading).toBe(agreed.filter((row) => agreedAfter(row, Math.max)).length);
    const serialNumbers = new Set(customer.rows.map((row) => row["serialNumber"]));
    expect(serialNumbers.size).toBe(Math.min(customers, 30));
    expect(defects.serialNumberSoldBefore).toBe(customers - serialNumbers.size);
    const usersAt = Map.groupBy(accelerometer.rows, (row) => number(row, "timestamp"));
    const shared = [...usersAt.values()].filter((rows) => new Set(rows.map((row) => row["user"])).size > 1);
    expect(defects.sharedTimes).toBe(shared.length);
    expect(defects.surplusSamples).toBe(accelerometer.rows.length - customers * READINGS);
    expect(defects.sharedReadings).toBe(customers * READINGS - stepTrainer.rows.length);
  });

  test("has one row a serial number and time in step_trainer, at the times of its holders", { timeout: 60_000 }, () => {
    const readings = stepTrainer.rows.map((row) => `${row["serialNumber"]} ${row["sensorReadingTime"]}`);
    const serialNumberOf = new Map(customer.rows.map((row) => [row["email"], row["serialNumber"]]));
    const motions = new Set(accelerometer.rows.map((row) => `${serialNumberOf.get(row["user"])} ${row["timestamp"]}`));
    expect(new Set(readings).size).toBe(readings.length);
    expect(new Set(readings)).toEqual(motions);
  });

  test("has several files a table, one kind compressed", () => {
    for (const table of SAMPLE_TABLES) expect(read[table].files.length).toBeGreaterThan(1);
    const compressed = accelerometer.files.filter((file) => file.endsWith(".json.gz"));
    expect(compressed.length).toBe(1);
  });
});

describe.each(SIZES.filter((size) => size >= 200))("%d customers are enough to show", async (customers) => {
  const { summary, read } = await sampleOf(customers);
  const { defects, tables } = summary;

  test("every kind of bad line in every table", () => {
    for (const table of SAMPLE_TABLES) {
      const absent = LINE_DEFECTS.filter((defect) => tables[table].byDefect[defect] === 0);
      expect(absent).toEqual(table === "step_trainer" ? ["not an e-mail"] : []);
    }
  });

  test("every other defect", () => {
    const share = (count: number): number => count / customers;
    expect(share(defects.withoutResearchConsent)).toBeGreaterThan(0.4);
    expect(share(defects.withoutResearchConsent)).toBeLessThan(0.6);
    expect(share(defects.agreedAfterFirstReading)).toBeGreaterThan(0.3);
    expect(share(defects.agreedAfterLastReading)).toBeGreaterThan(0.02);
    expect(share(defects.serialNumberSoldBefore)).toBeGreaterThan(0.8);
    expect(share(defects.sharedTimes)).toBeGreaterThan(0.5);
    expect(share(defects.surplusSamples)).toBeGreaterThan(50);
    expect(defects.sharedReadings).toBeGreaterThan(0);
  });

  test("keys that a consent which was not given leaves out, and years of three digits", () => {
    const keySets = new Set(read.customer.rows.map((row) => Object.keys(row).join(" ")));
    expect(keySets.size).toBe(8);
    expect(read.customer.rows.some((row) => Object.values(row).includes(null))).toBe(false);
    expect(read.customer.rows.some((row) => /^[0-9]{3}-/.test(text(row, "birthDay")))).toBe(true);
  });

  test("a right answer that is not the usual one in every table where they can differ", { timeout: 60_000 }, () => {
    const { right, usual } = answers(read.customer, read.accelerometer, read.step_trainer);
    for (const count of Object.values(right)) expect(count).toBeGreaterThan(0);
    const differing = (Object.keys(right) as (keyof Answer)[]).filter((table) => right[table] !== usual[table]);
    expect(differing).toEqual(["accelerometerTrusted", "customersCurated", "stepTrainerTrusted", "machineLearningCurated"]);
  });
});

test("nothing personal is anyone's: reserved domains, and telephone numbers set aside for fiction", async () => {
  const { read } = await sampleOf(200);
  for (const row of read.customer.rows) {
    expect(row["email"]).toMatch(/^[A-Z][a-z]+\.[A-Z][a-z]+\.[0-9]+@example\.(com|org)$/);
    expect(row["phone"]).toMatch(/^[2-9][0-9]{2}55501[0-9]{2}$/);
  }
});
