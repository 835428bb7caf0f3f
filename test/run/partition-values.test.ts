import { join } from "node:path";
import { expect, test } from "vitest";
import type { LakePlan, TablePlan } from "../../dsl/operations/lake.ts";
import { runLake } from "../../dsl/run/run.ts";
import { fillLanding, lines, playground, put, refusalOf, rowsOf, snapshot } from "./fixture.ts";
import { events, read, table, users } from "./plan.ts";

const byUser = (kind: TablePlan["format"]["kind"]): TablePlan => ({
  ...table("by_user", "trusted", read(events), kind),
  partitionBy: ["user"],
});
const lakeOf = (made: TablePlan): LakePlan => ({
  zones: [{ name: "trusted", personal: "allow" }],
  consents: [],
  sources: [events, users],
  tables: [made],
});

const REFUSED = [
  "",
  " a",
  "a ",
  "a/b",
  "a=b",
  "a,b",
  "50%",
  "a:b",
  "é\n",
  "\u007f",
  "[a]",
  "a^b",
  "a\\b",
  "{a",
  "#",
  "__HIVE_DEFAULT_PARTITION__",
  "ann\u200b@example.com",
  "a\ufe0f",
  "\u{e0041}",
  "\u2028",
];
const TAKEN = ["a", "a b", "é@example.com", "日本", "O.K.-(1)_+~|<>$&;!", "2026"];

test.each(["parquet", "json"] as const)("a %s table is only partitioned by texts that folders and Athena can say", async (kind) => {
  const { landing, lake } = playground();
  fillLanding(landing, 0);
  const fill = (user: string): void => put(join(landing, "events/2026/a.jsonl"), lines([1, 2].map((id) => ({ id, user, at: 1 }))));
  for (const user of TAKEN) {
    fill(user);
    await runLake(lakeOf(byUser(kind)), { landing, lake });
    expect(await rowsOf(lake, "by_user")).toEqual([1, 2].map((id) => JSON.stringify({ id, user, at: 1 })));
  }
  const before = snapshot(lake);
  for (const user of REFUSED) {
    fill(user);
    const { codes, words } = await refusalOf(() => runLake(lakeOf(byUser(kind)), { landing, lake }));
    expect(codes, JSON.stringify(user)).toEqual(["partition-value"]);
    expect(words).toBe(
      `by_user.user: 2 rows have values that no partition of a ${kind} table can have; expected is a text that is not empty, has no space at its ends, is not __HIVE_DEFAULT_PARTITION__, and holds no control or invisible character and none of , " # % ' * / : = ? \\ { [ ] ^`,
    );
    expect(snapshot(lake)).toEqual(before);
  }
});

test("an iceberg table is partitioned by any text", async () => {
  const { landing, lake } = playground();
  put(join(landing, "events/2026/a.jsonl"), lines(REFUSED.map((user, id) => ({ id, user, at: 1 }))));
  put(join(landing, "events/2026/b.json.gz"), new Uint8Array());
  put(join(landing, "events/2026/b.json.gz"), (await import("node:zlib")).gzipSync(""));
  await runLake(lakeOf(byUser("iceberg")), { landing, lake });
  expect(await rowsOf(lake, "by_user")).toHaveLength(REFUSED.length);
});
