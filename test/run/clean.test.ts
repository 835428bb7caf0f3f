import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cleanLake } from "../../dsl/run/clean.ts";
import { runLake } from "../../dsl/run/run.ts";
import { filesUnder, playground, put, refusalOf, snapshot, startRun } from "./fixture.ts";
import { plan } from "./plan.ts";

const now = { dryRun: false, olderThanHours: 0 };

test("what no version needs goes, and nothing that no run has made", async () => {
  const { folder, landing, lake } = playground();
  expect((await refusalOf(() => cleanLake(lake, now))).codes).toEqual(["no-lake"]);
  expect((await refusalOf(() => cleanLake(folder, now))).codes).toEqual(["not-a-lake"]);
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  const left = [
    "data/trusted/gone/20200101T000000Z-00000000.parquet",
    "quarantine/users/20200101T000000Z-00000000.parquet",
    "work-20200101T000000Z-00000000/spill.tmp",
  ];
  const own = ["data/trusted/mine.parquet", "notes/20200101T000000Z-00000000.parquet"];
  for (const file of [...left, ...own]) put(join(lake, file), "four");
  const would = { engine: "duckdb", removed: left.map((path) => ({ path, bytes: 4 })), kept: 6 };
  expect(await cleanLake(lake, { dryRun: true, olderThanHours: 0 })).toEqual(would);
  expect((await cleanLake(lake, { dryRun: false, olderThanHours: 1 })).removed).toEqual([]);
  expect(filesUnder(lake)).toEqual([...Object.keys(before), ...left, ...own].sort());
  expect(await cleanLake(lake, now)).toEqual(would);
  expect(await cleanLake(lake, now)).toEqual({ ...would, removed: [] });
  const after = snapshot(lake);
  for (const file of own) delete after[file];
  expect(after).toEqual(before);
  expect(existsSync(join(lake, "work-20200101T000000Z-00000000"))).toBe(false);
});

test("not while a run goes on", async () => {
  const { landing, lake } = playground();
  await runLake(plan, { landing, lake });
  const run = startRun(landing, lake);
  const codes = new Set<string>();
  let running = true;
  run.done.then(() => {
    running = false;
  });
  while (running && codes.size === 0) {
    await cleanLake(lake, now).catch((error) => codes.add(error.problems?.[0]?.code ?? String(error)));
    await new Promise((next) => setTimeout(next, 10));
  }
  expect((await run.done).code).toBe(0);
  expect([...codes]).toEqual(["lake-busy"]);
});
