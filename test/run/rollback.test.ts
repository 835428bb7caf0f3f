import { expect, test } from "vitest";
import { lakeVersions } from "../../dsl/run/history.ts";
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
    quarantine: "none",
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
  expect(named.words).toBe("users has no other version 20200101T000000Z-00000000");
  expect((await refusalOf(() => rollback(lake, "user", undefined))).codes).toEqual(["unknown-table"]);
  expect(snapshot(lake)).toEqual(before);
});

test("going back twice reaches the oldest version, and none is lost by it before the next run", async () => {
  const { landing, lake } = playground(40);
  for (const count of [40, 60, 80]) {
    fillLanding(landing, count);
    await runLake(plan, { landing, lake });
  }
  const known = async (): Promise<readonly (readonly [string, number, boolean])[]> =>
    (await lakeVersions(lake, "events")).tables.flatMap(({ versions }) =>
      versions.map(({ id, rows, current }) => [id, rows, current] as const),
    );
  const [c = "", b = "", a = ""] = (await known()).map(([id]) => id);
  expect(await known()).toEqual([
    [c, 80, true],
    [b, 60, false],
    [a, 40, false],
  ]);
  expect((await rollback(lake, "events", undefined)).to).toBe(b);
  expect((await rollback(lake, "events", undefined)).to).toBe(a);
  expect((await refusalOf(() => rollback(lake, "events", undefined))).codes).toEqual(["no-earlier-version"]);
  expect((await rollback(lake, "events", c)).to).toBe(c);
  expect((await rollback(lake, "events", a)).to).toBe(a);
  expect(await known()).toEqual([
    [c, 80, false],
    [b, 60, false],
    [a, 40, true],
  ]);
  expect(await rowsOf(lake, "events")).toHaveLength(40);
  await runLake(plan, { landing, lake });
  const after = await known();
  expect(after.slice(1).map(([id]) => id)).toEqual([c, b]);
  expect(after.map(([, , current]) => current)).toEqual([true, false, false]);
  const others = (await lakeVersions(lake, undefined)).tables.map(({ versions }) => versions.length);
  expect(others).toEqual(
    plan.sources
      .concat()
      .map(() => 3)
      .concat(plan.tables.map(() => 3)),
  );
});
