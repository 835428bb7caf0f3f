import { expect, test } from "vitest";
import { rollback } from "../../dsl/run/rollback.ts";
import { runLake } from "../../dsl/run/run.ts";
import { readLake } from "../../dsl/run/version.ts";
import { fillLanding, playground, refusalOf, rowsOf, snapshot } from "./fixture.ts";
import { plan } from "./plan.ts";

test("a table goes back to an earlier version, and forth again; the others stay", async () => {
  const { landing, lake } = playground(40);
  const rows: (readonly string[])[] = [];
  const runs: string[] = [];
  for (const count of [40, 80]) {
    fillLanding(landing, count);
    await runLake(plan, { landing, lake });
    rows.push(await rowsOf(lake, "events_agreed"));
    runs.push((await readLake(lake)).run);
  }
  const others = await rowsOf(lake, "event_counts");
  const [before, after] = runs;
  expect(rows[0]).not.toEqual(rows[1]);
  expect(await rollback(lake, "events_agreed", undefined)).toEqual({
    table: "events_agreed",
    from: after,
    to: before,
    rows: rows[0]?.length,
  });
  expect(await rowsOf(lake, "events_agreed")).toEqual(rows[0]);
  expect(await rowsOf(lake, "event_counts")).toEqual(others);
  await rollback(lake, "events_agreed", after);
  expect(await rowsOf(lake, "events_agreed")).toEqual(rows[1]);
  await runLake(plan, { landing, lake });
  expect(await rowsOf(lake, "events_agreed")).toEqual(rows[1]);
});

test("nothing changes when there is no such version, table or lake", async () => {
  const { folder, landing, lake } = playground();
  expect((await refusalOf(() => rollback(folder, "users", undefined))).codes).toEqual(["not-a-lake"]);
  expect((await refusalOf(() => rollback(lake, "users", undefined))).codes).toEqual(["no-lake"]);
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  const refused = await refusalOf(() => rollback(lake, "users", undefined));
  expect([refused.codes, refused.words]).toEqual([["no-earlier-version"], "users has no earlier version"]);
  const named = await refusalOf(() => rollback(lake, "users", "20200101T000000Z-00000000"));
  expect(named.words).toBe("users has no earlier version of the run 20200101T000000Z-00000000");
  expect((await refusalOf(() => rollback(lake, "user", undefined))).codes).toEqual(["unknown-table"]);
  expect(snapshot(lake)).toEqual(before);
});
