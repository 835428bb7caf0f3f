import { appendFileSync, existsSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../dsl/run/result.ts";
import { runLake } from "../../dsl/run/run.ts";
import { readHistory, readLake } from "../../dsl/run/version.ts";
import { bytesUnder, filesUnder, lines, playground, put, queryLake, refusalOf, rowsOf } from "./fixture.ts";
import { plan } from "./plan.ts";

const byName = <T extends { readonly table: string }>(tables: readonly T[]): Record<string, T> =>
  Object.fromEntries(tables.map((t) => [t.table, t]));

describe("a run", () => {
  test("fills every table, in dependency order, and says where the rows are", async () => {
    const { landing, lake } = playground();
    const result = await runLake(plan, { landing, lake });
    expect(result.engine).toBe("duckdb");
    expect(result.tables.map(({ table, zone, rows, quarantined, status }) => [table, zone, rows, quarantined, status])).toEqual([
      ["events", "landing", 100, 0, "ok"],
      ["users", "landing", 20, 0, "ok"],
      ["users_agreed", "trusted", 10, 0, "ok"],
      ["events_agreed", "trusted", 50, 0, "ok"],
      ["event_counts", "curated", 10, 0, "ok"],
      ["users_with_events", "curated", 10, 0, "ok"],
    ]);
    for (const { path, quarantinePath, ms } of result.tables) {
      expect(isAbsolute(path) && existsSync(path)).toBe(true);
      expect(quarantinePath).toBeNull();
      expect(ms).toBeGreaterThanOrEqual(0);
    }
    const { event_counts, events } = byName(result.tables);
    const counts = readFileSync(event_counts?.path ?? "", "utf8")
      .trimEnd()
      .split("\n");
    expect(counts.map((line) => JSON.parse(line)).sort((a, b) => (a.user < b.user ? -1 : 1))[0]).toEqual({
      user: "u0@example.com",
      events: 5,
    });
    expect(events?.path).toMatch(/\.parquet$/);
    expect(await rowsOf(lake, "users_with_events")).toHaveLength(10);
    expect(await queryLake(lake, "SELECT sum(events) FROM event_counts")).toEqual(["50"]);
  });

  test("puts nothing in the lake folder but what the layout documents", async () => {
    const { landing, lake } = playground();
    put(join(landing, "users/more.json"), "no JSON\n");
    await runLake(plan, { landing, lake });
    const run = (await readLake(lake)).run;
    expect(filesUnder(lake).map((file) => file.replace(run, "RUN"))).toEqual([
      "current.json",
      "data/curated/event_counts/RUN.json",
      "data/curated/users_with_events/RUN.parquet",
      "data/landing/events/RUN.parquet",
      "data/landing/users/RUN.parquet",
      "data/trusted/events_agreed/RUN.parquet",
      "data/trusted/users_agreed/RUN.parquet",
      "lock.duckdb",
      "quarantine/users/RUN.parquet",
      "sluice-lake.json",
    ]);
  });

  test("twice gives the same rows, and the folder stops growing at three versions", async () => {
    const { landing, lake } = playground();
    const sizes: number[] = [];
    const rows: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      await runLake(plan, { landing, lake });
      sizes.push(bytesUnder(lake));
      rows.push(await Promise.all(["events", "users_agreed", "events_agreed", "event_counts"].map((name) => rowsOf(lake, name))));
    }
    expect(new Set(rows.map((r) => JSON.stringify(r))).size).toBe(1);
    expect(filesUnder(lake).filter((file) => file.startsWith("data/landing/users/"))).toHaveLength(3);
    expect(Math.abs((sizes[5] ?? 0) - (sizes[2] ?? 0))).toBeLessThan(200);
    expect((await readHistory(lake))?.earlier).toHaveLength(2);
  });

  test("leaves the files of the version before as they were, for whoever reads it", async () => {
    const { landing, lake } = playground();
    const { tables } = await runLake(plan, { landing, lake });
    const before = tables.map(({ path }) => readFileSync(path));
    put(join(landing, "users/more.json"), lines([{ email: "new@example.com", agreedAt: 1 }]));
    await runLake(plan, { landing, lake });
    expect(tables.map(({ path }) => readFileSync(path))).toEqual(before);
    expect(await queryLake(lake, "SELECT count(*) FROM users_agreed")).toEqual(["11"]);
  });

  test("keeps bad records with their reason, and counts every record once", async () => {
    const { landing, lake } = playground();
    put(join(landing, "users/more.json"), 'no JSON\n{"email": "x@example.com"}\n\n  \n');
    const { users } = byName((await runLake(plan, { landing, lake })).tables);
    expect(users).toMatchObject({ rows: 21, quarantined: 1 });
    expect(users?.quarantinePath && existsSync(users.quarantinePath)).toBe(true);
    const version = (await readLake(lake)).tables.find(({ name }) => name === "users");
    expect(version?.landing).toMatchObject({ records: 22, reasons: [{ reason: "a word, not an object", count: 1 }] });
    expect(version?.quarantined).toBe(1);
    expect(await queryLake(lake, "SELECT file || ':' || line || ' ' || reason || ' ' || text FROM quarantine.users")).toEqual([
      "users/more.json:1 a word, not an object no JSON",
    ]);
  });

  test("records the landing files that each source was made from", async () => {
    const { landing, lake } = playground();
    utimesSync(join(landing, "users/users.json"), 1_700_000_000, 1_700_000_000);
    await runLake(plan, { landing, lake });
    const version = await readLake(lake);
    const landed = Object.fromEntries(version.tables.map(({ name, landing: l }) => [name, l?.files.map(({ path }) => path)]));
    expect(landed).toMatchObject({
      events: ["events/2026/a.jsonl", "events/2026/b.json.gz"],
      users: ["users/users.json"],
      users_agreed: undefined,
    });
    expect(version.tables.find(({ name }) => name === "users")?.landing?.files[0]?.modified).toBe("2023-11-14T22:13:20.000Z");
  });

  test("does not mind odd characters in its paths", async () => {
    const { folder, landing } = playground();
    for (const name of ["env=dev", "a'b", "[c]*?{d}", 'é "x"', "100% #1;--"]) {
      const lake = join(folder, name, name);
      await runLake(plan, { landing, lake });
      expect(await rowsOf(lake, "users_agreed")).toHaveLength(10);
      expect(await queryLake(lake, "SELECT to_json(t) FROM event_counts t ORDER BY user LIMIT 1")).toEqual([
        '{"user":"u0@example.com","events":5}',
      ]);
      expect((await queryLake(lake, "SELECT to_json(t) FROM users_agreed t ORDER BY email LIMIT 1"))[0]).toBe(
        '{"email":"u0@example.com","agreedAt":1600000000000}',
      );
    }
  });

  test("gets along with little memory", { timeout: 20_000 }, async () => {
    const { landing, lake } = playground(100_000);
    const { tables } = await runLake(plan, { landing, lake, memory: { bytes: 200_000_000 } });
    expect(tables.map(({ rows }) => rows)).toEqual([100_000, 20, 10, 50_000, 10, 10]);
    expect(filesUnder(lake).filter((file) => file.startsWith("work-"))).toEqual([]);
  });

  test("tells its progress", async () => {
    const { landing, lake } = playground();
    const seen: RunEvent[] = [];
    await runLake(plan, { landing, lake, onProgress: (event) => seen.push(event) });
    expect(
      seen.map((e) => ("table" in e ? `${e.event} ${e.table}` : e.event === "table-ended" ? `${e.event} ${e.result.table}` : e.event)),
    ).toEqual([
      "started",
      ...["events", "users", "users_agreed", "events_agreed", "event_counts", "users_with_events"].flatMap((t) => [
        `table-started ${t}`,
        `table-ended ${t}`,
      ]),
      "committed",
    ]);
  });
});

describe("only", () => {
  test("runs a table with what it needs, and leaves the others at their version", async () => {
    const { landing, lake } = playground();
    await runLake(plan, { landing, lake });
    const first = await readLake(lake);
    put(join(landing, "users/more.json"), lines([{ email: "new@example.com", agreedAt: 1 }]));
    appendFileSync(join(landing, "events/2026/a.jsonl"), lines([{ id: 1000, user: "new@example.com", at: 2 }]));
    const result = await runLake(plan, { landing, lake, only: "users_agreed" });
    expect(result.tables.map(({ table, rows }) => [table, rows])).toEqual([
      ["users", 21],
      ["users_agreed", 11],
    ]);
    const second = await readLake(lake);
    const runs = Object.fromEntries(second.tables.map(({ name, run }) => [name, run]));
    expect(runs).toEqual({
      ...Object.fromEntries(first.tables.map(({ name }) => [name, first.run])),
      users: second.run,
      users_agreed: second.run,
    });
    expect(second.tables.map(({ name }) => name)).toEqual(first.tables.map(({ name }) => name));
    expect(await queryLake(lake, "SELECT count(*) FROM event_counts")).toEqual(["10"]);
  });

  test("keeps the files that only the current version still names, for as long as it names them", async () => {
    const { landing, lake } = playground();
    await runLake(plan, { landing, lake });
    for (let i = 0; i < 4; i++) await runLake(plan, { landing, lake, only: "users" });
    expect(await rowsOf(lake, "event_counts")).toHaveLength(10);
    await runLake(plan, { landing, lake });
    expect(await rowsOf(lake, "event_counts")).toHaveLength(10);
  });

  test("works on an empty lake", async () => {
    const { landing, lake } = playground();
    rmSync(join(landing, "events"), { recursive: true });
    await runLake(plan, { landing, lake, only: "users_agreed" });
    expect((await readLake(lake)).tables.map(({ name }) => name)).toEqual(["users", "users_agreed"]);
  });

  test("names the table that does not exist, and makes no folder", async () => {
    const { landing, lake } = playground();
    expect((await refusalOf(() => runLake(plan, { landing, lake, only: "user_agreed" }))).codes).toEqual(["unknown-table"]);
    expect(existsSync(lake)).toBe(false);
  });
});

test("a full run drops a table that the plan no longer has, and its files go with its last version", async () => {
  const { landing, lake } = playground();
  await runLake(plan, { landing, lake });
  const smaller = { ...plan, tables: plan.tables.filter(({ name }) => name !== "users_with_events") };
  for (let i = 0; i < 3; i++) await runLake(smaller, { landing, lake });
  expect((await readLake(lake)).tables.map(({ name }) => name)).not.toContain("users_with_events");
  expect(existsSync(join(lake, "data/curated/users_with_events"))).toBe(false);
  expect(existsSync(join(lake, "data/curated/event_counts"))).toBe(true);
});
