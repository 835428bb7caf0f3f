import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { runLake } from "../../dsl/run/run.ts";
import { readHistory, readLake } from "../../dsl/run/version.ts";
import { filesUnder, fillLanding, playground, queryLake, startRun } from "./fixture.ts";
import { plan } from "./plan.ts";

/** `SLUICE_DEEP=1` kills 200 times. */
const KILLS = process.env.SLUICE_DEEP ? 200 : 6;
const EVENTS = 40_000;

/** Which landing folder each table of the current version was made from. */
const marksOf = (lake: string): Promise<readonly string[]> =>
  queryLake(
    lake,
    `SELECT DISTINCT regexp_extract(name, '[ab]@') || n FROM (
       SELECT email AS name, count(*) OVER () AS n FROM users UNION ALL SELECT email, 10 + count(*) OVER () FROM users_agreed
       UNION ALL SELECT user, count(*) OVER () - ${EVENTS - 20} FROM events UNION ALL SELECT user, count(*) OVER () - ${EVENTS / 2 - 20} FROM events_agreed
       UNION ALL SELECT user, 10 + count(*) OVER () FROM event_counts UNION ALL SELECT email, 10 + count(*) OVER () FROM users_with_events)`,
  );

/** Milliseconds from the start of the process. */
async function timesOf(landing: string, lake: string): Promise<{ readonly started: number; readonly ended: number }> {
  const start = performance.now();
  const { child, done } = startRun(landing, lake);
  const started = new Promise<number>((seen) => child.stdout?.once("data", () => seen(performance.now() - start)));
  expect((await done).code).toBe(0);
  return { started: await started, ended: performance.now() - start };
}

test(`a run that is killed at any moment leaves a whole version (${KILLS} times)`, { timeout: 20_000 + KILLS * 3_000 }, async () => {
  const { folder, lake } = playground();
  const landings = ["a", "b"].map((mark) => {
    const landing = join(folder, mark);
    fillLanding(landing, EVENTS, mark);
    return landing;
  });
  const landingOf = (i: number): string => landings[i % 2] ?? "";
  const times = await timesOf(landingOf(0), lake);
  expect(await marksOf(lake)).toEqual(["a@20"]);

  let killedAfterCommit = 0;
  let killed = 0;
  // A busy machine may have made the first run slow: a run that ends before its kill corrects the time.
  let ended = times.ended;
  for (let i = 1; i <= KILLS; i++) {
    const before = await readLake(lake);
    const start = performance.now();
    const { child, done } = startRun(landingOf(i), lake);
    const lasted = done.then(() => performance.now() - start);
    const earliest = Math.min(times.started, ended) * 0.8;
    await sleep(earliest + Math.random() * (ended * 1.1 - earliest));
    child.kill("SIGKILL");
    const { code, output } = await done;
    if (code === null) killed++;
    else ended = Math.min(ended, await lasted);
    const after = await readLake(lake);
    const mark = `${i % 2 === 0 ? "a" : "b"}@20`;
    const committed = after.run !== before.run;
    if (output.includes("committed")) expect(committed).toBe(true);
    if (committed && code === null) killedAfterCommit++;
    const [seen, ...others] = await marksOf(lake);
    expect(others).toEqual([]);
    if (committed) expect(seen).toBe(mark);
  }
  console.log(`${killed} of ${KILLS} runs were killed, ${killedAfterCommit} of them after their commit`);
  expect(killed).toBeGreaterThan(0);

  await runLake(plan, { landing: landingOf(0), lake });
  const history = await readHistory(lake);
  const named = [history?.current, ...(history?.earlier ?? [])].flatMap((version) => version?.tables.map(({ file }) => file) ?? []);
  expect(filesUnder(lake)).toEqual([...new Set(named), "current.json", "lock.duckdb", "sluice-lake.json"].sort());
});

test("a run that is killed after the last table, and one killed right after its commit", { timeout: 20_000 }, async () => {
  const { folder, landing, lake } = playground();
  await runLake(plan, { landing, lake });
  const before = await readLake(lake);
  fillLanding(join(folder, "new"), 200, "new");
  expect((await startRun(join(folder, "new"), lake, { deadly: "table-ended users_with_events" }).done).code).toBeNull();
  expect(await readLake(lake)).toEqual(before);
  expect(filesUnder(lake).filter((file) => file.startsWith("data/curated/event_counts"))).toHaveLength(2);
  expect(await queryLake(lake, "SELECT count(*) FROM events")).toEqual(["100"]);

  expect((await startRun(join(folder, "new"), lake, { deadly: "committed" }).done).code).toBeNull();
  expect(await queryLake(lake, "SELECT count(*) FROM events")).toEqual(["200"]);
  expect((await readHistory(lake))?.earlier).toEqual([before]);
});

test("whoever reads while runs go on sees whole versions only", { timeout: 30_000 }, async () => {
  const { folder, lake } = playground();
  const landings = ["a", "b"].map((mark) => {
    fillLanding(join(folder, mark), 1_000, mark);
    return join(folder, mark);
  });
  await runLake(plan, { landing: landings[0] ?? "", lake });
  let running = true;
  const seen = new Set<string>();
  const reader = async (): Promise<void> => {
    while (running) {
      const marks = await queryLake(
        lake,
        "SELECT DISTINCT regexp_extract(user, '[ab]@') FROM (FROM event_counts SELECT user UNION ALL SELECT email FROM users UNION ALL SELECT user FROM events)",
      );
      seen.add(marks.join());
    }
  };
  const reading = reader();
  for (let i = 1; i <= 6; i++) await runLake(plan, { landing: landings[i % 2] ?? "", lake });
  running = false;
  await reading;
  expect([...seen].sort()).toEqual(["a@", "b@"]);
});

test(`a run that is killed while it makes a new lake does not spoil the folder (${KILLS / 2} times)`, {
  timeout: 20_000 + KILLS * 2_000,
}, async () => {
  const { folder, landing, lake } = playground(1_000);
  const { started } = await timesOf(landing, lake);
  for (let i = 0; i < KILLS / 2; i++) {
    const fresh = join(folder, `fresh${i}`);
    const { child, done } = startRun(landing, fresh);
    await sleep(started * (0.8 + Math.random() * 0.25));
    child.kill("SIGKILL");
    await done;
    await runLake(plan, { landing, lake: fresh });
    expect(await queryLake(fresh, "SELECT count(*) FROM events_agreed")).toEqual(["500"]);
    expect(filesUnder(fresh).filter((file) => !file.includes("/"))).toEqual(["current.json", "lock.duckdb", "sluice-lake.json"]);
  }
});
