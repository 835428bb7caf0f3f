import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { checkGzips } from "../../dsl/run/gzip.ts";
import { pinLanding } from "../../dsl/run/pin.ts";
import { runLake } from "../../dsl/run/run.ts";
import { filesUnder, playground, put, refusalOf } from "./fixture.ts";
import { plan, users } from "./plan.ts";

const member = gzipSync(Buffer.alloc(10_000_000, "\n"));
const onlyUsers = { ...plan, sources: [users], tables: [] };

test("a gzip file, of one member or many, that expands too far is named, and one that a source is told to take is taken", {
  timeout: 60_000,
}, async () => {
  const { landing, lake } = playground();
  const path = join(landing, "users/blank.json.gz");
  put(path, Buffer.concat(Array(11).fill(member)));
  const { codes, words } = await refusalOf(() => runLake(onlyUsers, { landing, lake }));
  expect(codes).toEqual(["gzip-over-limit"]);
  expect(words).toBe(`${path} has ${11 * member.length} bytes and expands to more than 200 times as many, the most that users takes`);
  expect(filesUnder(lake).some((file) => file.endsWith(".parquet"))).toBe(false);

  const pins = (await pinLanding(landing, [users])).get("users")?.files ?? [];
  await checkGzips({ ...users, gzip: { atMostTimes: 1100 } }, pins, undefined);
});

test("a small gzip file may expand as far as it likes; its blank lines are lines", async () => {
  const { landing, lake } = playground();
  put(join(landing, "users/blank.json.gz"), Buffer.concat([member, gzipSync("[]\n")]));
  const { quarantined } = (await runLake(onlyUsers, { landing, lake })).tables[0] ?? {};
  expect(quarantined).toBe(1);
});
