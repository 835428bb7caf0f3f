import { join } from "node:path";
import { expect, test } from "vitest";
import { runLake } from "../../dsl/run/run.ts";
import { readHistory } from "../../dsl/run/version.ts";
import { fillLanding, playground, queryLake, refusalOf, startRun } from "./fixture.ts";
import { plan } from "./plan.ts";

test("runs of several processes on one new lake go one after the other", { timeout: 30_000 }, async () => {
  const { folder, lake } = playground();
  const runs = ["a", "b", "c"].map((mark) => {
    fillLanding(join(folder, mark), 2_000, mark);
    return startRun(join(folder, mark), lake).done;
  });
  const outcomes = await Promise.all(runs);
  expect(outcomes.map(({ code, output }) => (code === 0 ? "ok" : output))).toEqual(["ok", "ok", "ok"]);
  const history = await readHistory(lake);
  expect(history?.earlier).toHaveLength(2);
  expect(
    await queryLake(
      lake,
      "SELECT count(DISTINCT substr(user, -13)) FROM (SELECT user FROM events UNION ALL SELECT user FROM event_counts)",
    ),
  ).toEqual(["1"]);
});

test("a run that does not wait is refused and names who holds the lake", { timeout: 30_000 }, async () => {
  const { landing, lake } = playground(200_000);
  const first = startRun(landing, lake);
  await new Promise<void>((started) => first.child.stdout?.once("data", () => started()));
  const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake, wait: 0 }));
  expect(codes).toEqual(["lake-busy"]);
  expect(words).toContain(`process ${first.child.pid}`);
  expect((await first.done).code).toBe(0);
});

test("runs inside one process go one after the other too", async () => {
  const { landing, lake } = playground();
  const waiting: string[] = [];
  const run = () => runLake(plan, { landing, lake, onProgress: (e) => e.event === "waiting" && waiting.push(e.holder) });
  const results = await Promise.all([run(), run()]);
  expect(results.map(({ tables }) => tables.length)).toEqual([6, 6]);
  expect(waiting).toEqual(["this process"]);
  expect((await readHistory(lake))?.earlier).toHaveLength(1);
});

test("a run that waits can be stopped", async () => {
  const { landing, lake } = playground(20_000);
  const stop = new AbortController();
  const runSecond = () =>
    runLake(plan, { landing, lake, signal: stop.signal, onProgress: ({ event }) => event === "waiting" && stop.abort() });
  let second: ReturnType<typeof refusalOf> | undefined;
  const first = await runLake(plan, {
    landing,
    lake,
    onProgress: ({ event }) => {
      if (event === "started") second = refusalOf(runSecond);
    },
  });
  expect(first.tables).toHaveLength(6);
  expect((await second)?.codes).toEqual(["interrupted"]);
  expect((await readHistory(lake))?.earlier).toHaveLength(0);
});
