import type { FileHandle } from "node:fs/promises";
import { beforeEach, expect, test, vi } from "vitest";
import { rollback } from "../../dsl/run/rollback.ts";
import { runLake } from "../../dsl/run/run.ts";
import { readHistory } from "../../dsl/run/version.ts";
import { playground, refusalOf, rowsOf, snapshot } from "./fixture.ts";
import { plan } from "./plan.ts";

/** What syncing a folder fails with; undefined when it does not. */
let failure: string | undefined;
/** Which folder alone; undefined for all. */
let only: string | undefined;
/** Whether nothing can be written from that moment on. */
let isFull = false;

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const open: typeof real.open = async (...given) => {
    if (isFull && given[1] === "wx") throw Object.assign(new Error("open"), { code: "ENOSPC", syscall: "open" });
    const file: FileHandle = await real.open(...given);
    if (given[1] === "r" && failure !== undefined && (only ?? given[0]) === given[0] && (await file.stat()).isDirectory())
      file.sync = () => {
        isFull = failure === "ENOSPC";
        return Promise.reject(Object.assign(new Error("sync"), { code: failure, syscall: "fsync" }));
      };
    return file;
  };
  return { ...real, open };
});

beforeEach(() => {
  failure = only = undefined;
  isFull = false;
});

test("a folder whose names do not reach the disk fails the run, and leaves the lake as it was", { timeout: 60_000 }, async () => {
  const { landing, lake } = playground(2);
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  failure = "EIO";
  const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake }));
  expect([codes, words]).toEqual([["cannot-write"], expect.stringContaining("the disk reported an error")]);
  expect(snapshot(lake)).toEqual(before);
});

test("also when it is the folder of current.json", { timeout: 60_000 }, async () => {
  const { landing, lake } = playground(2);
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  [failure, only] = ["EIO", lake];
  expect((await refusalOf(() => runLake(plan, { landing, lake }))).codes).toEqual(["cannot-write"]);
  expect(snapshot(lake)).toEqual(before);
});

test("a commit that can no longer be taken back is done, and the doubt is told", { timeout: 60_000 }, async () => {
  const { landing, lake } = playground(2);
  await runLake(plan, { landing, lake });
  await runLake(plan, { landing, lake });
  [failure, only] = ["ENOSPC", lake];
  const doubts: string[] = [];
  const { to } = await rollback(lake, "users_agreed", undefined, { onNotDurable: (where) => doubts.push(where) });
  expect(doubts).toEqual([lake]);
  expect((await readHistory(lake))?.current.tables.find(({ name }) => name === "users_agreed")?.run).toBe(to);
});

test.each(["EINVAL", "ENOTSUP"])("a file system that cannot do that (%s) is told once", { timeout: 60_000 }, async (code) => {
  const { landing, lake } = playground(2);
  failure = code;
  const events: string[] = [];
  await runLake(plan, { landing, lake, onProgress: ({ event }) => events.push(event) });
  expect(events.filter((event) => event === "not-durable")).toHaveLength(1);
  expect(await rowsOf(lake, "events")).toHaveLength(2);
});
