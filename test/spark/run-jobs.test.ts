import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type JobPlaces, jobsInOrder, runJobs } from "./run-jobs.ts";
import { isSetUp } from "./setup.mjs";

const HERE = import.meta.dirname;
const EMAIL = "a@example.com";
const CUSTOMER = {
  customerName: "A",
  email: EMAIL,
  phone: "1",
  birthDay: "1900-01-01",
  serialNumber: "s",
  registrationDate: 1,
  lastUpdateDate: 1,
  shareWithResearchAsOfDate: 5,
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The lake of the transforms with a customer, three readings of theirs and two steps. */
function example(): JobPlaces {
  const folder = mkdtempSync(join(tmpdir(), "sluice-jobs-"));
  folders.push(folder);
  const places = { generated: join(folder, "generated"), landing: join(folder, "landing"), lake: join(folder, "lake") };
  cpSync(join(HERE, "../../generated"), places.generated, { recursive: true });
  const put = (source: string, rows: readonly object[]): void => {
    mkdirSync(join(places.landing, source), { recursive: true });
    writeFileSync(join(places.landing, source, "1.json"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  };
  put("customer", [CUSTOMER]);
  put(
    "accelerometer",
    [4, 5, 6].map((timestamp) => ({ timestamp, user: EMAIL, x: 1, y: 2, z: 3 })),
  );
  put(
    "step_trainer",
    [4, 6].map((sensorReadingTime) => ({ sensorReadingTime, serialNumber: "s", distanceFromObject: 1 })),
  );
  return places;
}

const ROWS = [
  ["customer_trusted", 1],
  ["accelerometer_trusted", 2],
  ["customers_curated", 1],
  ["step_trainer_trusted", 1],
  ["machine_learning_curated", 1],
];

test("jobs are in the order of their dependencies", () => {
  const { generated } = example();
  expect(jobsInOrder(generated).map((path) => path.split("/").at(-2))).toEqual(ROWS.map(([table]) => table));
});

describe.skipIf(!isSetUp())("on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test("in one session, and again", { timeout: 900_000 }, async () => {
    const places = example();
    const first = await runJobs(places, { oneSession: true });
    expect(first.map(({ table, rows }) => [table, rows])).toEqual(ROWS);
    const again = await runJobs(places, { oneSession: true });
    expect(again.map(({ table, rows }) => [table, rows])).toEqual(ROWS);
    const history = JSON.parse(readFileSync(join(places.lake, "tables/machine_learning_curated.json"), "utf8"));
    expect([history.current, history.versions.length]).toEqual([again[4]?.snapshot, 2]);
  });

  test("each as a process, until one fails and says why", { timeout: 900_000 }, async () => {
    const places = example();
    writeFileSync(join(places.landing, "accelerometer/2.json"), "no JSON\n");
    await expect(runJobs(places)).rejects.toThrow(
      /^sluice: accelerometer_trusted: accelerometer_landing: 1 of 4 records is bad, more than the 10 % allowed \(1 x a word, not an object, first in accelerometer\/2\.json:1\); the first, 1,000 at most, are kept in \S+-failed; nothing was committed$/,
    );
    expect(readdirSync(join(places.lake, "data/trusted"))).toEqual(["customer_trusted"]);
  });
});
