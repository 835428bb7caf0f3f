import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { runLake } from "../../dsl/run/run.ts";
import { filesUnder, lines, playground, put, refusalOf, snapshot } from "./fixture.ts";
import { events, plan, read, table } from "./plan.ts";

test("a signal that is aborted before the run", async () => {
  const { landing, lake } = playground();
  expect((await refusalOf(() => runLake(plan, { landing, lake, signal: AbortSignal.abort() }))).codes).toEqual(["interrupted"]);
});

test.each(["started", "table-started", "table-ended"] as const)("an abort at each %s leaves the lake as it was", async (event) => {
  const { landing, lake } = playground();
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  for (let at = 1; at <= (event === "started" ? 1 : 6); at++) {
    const stop = new AbortController();
    let seen = 0;
    const onProgress = (e: { readonly event: string }) => e.event === event && ++seen === at && stop.abort();
    expect((await refusalOf(() => runLake(plan, { landing, lake, signal: stop.signal, onProgress }))).codes).toEqual(["interrupted"]);
    expect(seen).toBe(at);
    expect(snapshot(lake)).toEqual(before);
  }
});

test("an abort at any moment while landing files are read", { timeout: 30_000 }, async () => {
  const { landing, lake } = playground();
  const many = lines(Array.from({ length: 5_000 }, (_, id) => ({ id, user: `u${id % 20}@example.com`, at: id })));
  for (let i = 0; i < 40; i++) put(join(landing, `events/more/${i}.json`), many);
  for (let i = 0; i < 10; i++) {
    const stop = new AbortController();
    const onProgress = ({ event }: { readonly event: string }) => event === "started" && setTimeout(() => stop.abort(), 20 * i);
    const { codes } = await refusalOf(() => runLake(plan, { landing, lake, signal: stop.signal, onProgress }));
    expect(codes).toEqual(["interrupted"]);
    expect(filesUnder(lake)).toEqual(["lock.duckdb", "sluice-lake.json"]);
  }
});

test("an abort inside a long statement stops it at once", { timeout: 30_000 }, async () => {
  const { landing, lake } = playground(40_000);
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  const renamed = (suffix: string): RelationNode => ({
    op: "rename",
    input: read(events),
    columns: ["id", "at"].map((from) => ({ from, to: `${from}${suffix}` })),
  });
  const onUser = [{ left: "user", right: "user" }];
  // 160 billion rows before they are counted.
  const triples = table("triples", "curated", {
    op: "aggregate",
    input: { op: "join", left: { op: "join", left: read(events), right: renamed("2"), on: onUser }, right: renamed("3"), on: onUser },
    by: ["id"],
    measures: [{ name: "triples", aggregate: { op: "aggregate", function: "count" } }],
  });
  const stop = new AbortController();
  let aborted = 0;
  const onProgress = async (e: { readonly event: string; readonly table?: string }) => {
    if (e.event !== "table-started" || e.table !== "triples") return;
    await sleep(200);
    aborted = performance.now();
    stop.abort();
  };
  const { codes } = await refusalOf(() => runLake({ ...plan, tables: [triples] }, { landing, lake, signal: stop.signal, onProgress }));
  expect(codes).toEqual(["interrupted"]);
  expect(aborted).toBeGreaterThan(0);
  expect(performance.now() - aborted).toBeLessThan(2_000);
  expect(snapshot(lake)).toEqual(before);
});
