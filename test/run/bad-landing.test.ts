import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { runLake } from "../../dsl/run/run.ts";
import { readLake } from "../../dsl/run/version.ts";
import { lines, playground, put, queryLake, refusalOf, snapshot, startRun } from "./fixture.ts";
import { plan } from "./plan.ts";

const people = (n: number, first = 100): string => lines(Array.from({ length: n }, (_, i) => ({ email: `p${first + i}@example.com` })));

/** Fills a lake, spoils the landing files, runs again: the refusal, after making sure that the lake is as it was. */
async function refusalAfter(spoil: (landing: string) => void | Promise<void>): Promise<Awaited<ReturnType<typeof refusalOf>>> {
  const { landing, lake } = playground();
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  await spoil(landing);
  const refusal = await refusalOf(() => runLake(plan, { landing, lake }));
  const after = Object.entries(snapshot(lake)).filter(([file]) => !file.endsWith(".failed.parquet"));
  expect(Object.fromEntries(after)).toEqual(before);
  return refusal;
}

describe("landing files that a run cannot use", () => {
  test("no landing folder at all", async () => {
    const { folder, lake } = playground();
    const { codes, words } = await refusalOf(() => runLake(plan, { landing: join(folder, "nowhere"), lake }));
    expect(codes).toEqual(["no-landing-folder"]);
    expect(words).toContain(join(folder, "nowhere"));
    expect(existsSync(lake)).toBe(false);
  });

  test("the lake in the landing folder, or the landing folder in the lake, also by a link", async () => {
    const { folder, landing, lake } = playground();
    mkdirSync(lake);
    symlinkSync(landing, join(folder, "to-landing"));
    const refused = async (places: { readonly landing: string; readonly lake: string }) => {
      const paths = (): readonly string[] => readdirSync(folder, { recursive: true, encoding: "utf8" });
      const before = paths();
      const { codes, words } = await refusalOf(() => runLake(plan, places));
      expect([codes, paths()]).toEqual([["lake-meets-landing"], before]);
      return words;
    };
    expect(await refused({ landing, lake: join(landing, "events/new/lake") })).toMatch(/ a run would read what it has written$/);
    expect(await refused({ landing, lake: join(folder, "to-landing/events/lake") })).toMatch(/^the lake folder/);
    expect(await refused({ landing, lake: landing })).toMatch(/^the lake folder/);
    mkdirSync(join(lake, "data/landing"), { recursive: true });
    expect(await refused({ landing: join(lake, "data/landing"), lake })).toMatch(/^the landing folder .* for its own$/);
  });

  test("the landing root is a file", async () => {
    const { landing, lake } = playground();
    const { codes } = await refusalOf(() => runLake(plan, { landing: join(landing, "users/users.json"), lake }));
    expect(codes).toEqual(["cannot-read"]);
  });

  test("no folder of one source, an empty folder of the other: both are named", async () => {
    const { codes, words } = await refusalAfter((landing) => {
      rmSync(join(landing, "users"), { recursive: true });
      rmSync(join(landing, "events"), { recursive: true });
      mkdirSync(join(landing, "events/2026"), { recursive: true });
    });
    expect(codes).toEqual(["no-landing-files", "no-landing-folder"]);
    expect(words).toMatch(/for events\n.* for users/);
  });

  test("hidden files and temporary folders count as none, what is no JSON is named", async () => {
    const { codes, words } = await refusalAfter((landing) => {
      rmSync(join(landing, "users"), { recursive: true });
      put(join(landing, "users/users.csv"), "email,agreedAt\nx,1\n");
      for (const name of ["_users.json", ".users.json", "_temporary/users.json", ".hidden/users.jsonl"])
        put(join(landing, "users", name), people(1));
    });
    expect(codes).toEqual(["no-landing-files"]);
    expect(words).toMatch(/has no file of JSON lines for users, only users\/users\.csv$/);
  });

  test("half the lines bad: over the threshold, with the reasons", async () => {
    const { codes, words } = await refusalAfter((landing) => put(join(landing, "users/more.json"), "no JSON\n".repeat(20)));
    expect(codes).toEqual(["quarantine-over-threshold"]);
    expect(words).toContain(
      "users: 20 of 40 records are bad, more than the 10 % allowed (20 x a word, not an object, first in users/more.json:1)",
    );
  });

  test("all sources over their threshold are named", async () => {
    const { codes } = await refusalAfter((landing) => {
      put(join(landing, "users/more.json"), "no JSON\n".repeat(20));
      put(join(landing, "events/more.json"), "no JSON\n".repeat(200));
    });
    expect(codes).toEqual(["quarantine-over-threshold", "quarantine-over-threshold"]);
  });

  test("few bad records with most of the bytes are over the threshold too, as a line of objects that breaks off early", async () => {
    const rest = `{"email":"z@example.com"},${people(20, 200).replaceAll("\n", ",")}`;
    const { codes, words } = await refusalAfter((landing) => put(join(landing, "users/more.json"), rest));
    expect(codes).toEqual(["quarantine-over-threshold"]);
    const [, bad, all] = /users: (\d+) of (\d+) bytes of records are bad, more than the 10 % allowed/.exec(words) ?? [];
    expect(Number(bad)).toBe(rest.length - '{"email":"z@example.com"}'.length);
    expect(Number(bad)).toBeLessThan(Number(all));
    expect(words).toContain("(1 x a comma between objects, first in users/more.json:1 (record 2 of the line))");
  });

  test("exactly the threshold is allowed, one record more is not", async () => {
    const { landing, lake } = playground();
    put(join(landing, "users/users.json"), people(90));
    put(join(landing, "users/bad.json"), "no JSON\n".repeat(10));
    const users = (await runLake(plan, { landing, lake })).tables.find(({ table }) => table === "users");
    expect(users).toMatchObject({ rows: 90, quarantined: 10 });
    appendFileSync(join(landing, "users/bad.json"), "[]\n");
    expect((await refusalOf(() => runLake(plan, { landing, lake }))).codes).toEqual(["quarantine-over-threshold"]);
  });

  test.each<[string, string, (path: string) => void]>([
    ["a cut one", "the gzip data is cut off", (path) => truncateSync(path, readFileSync(path).length - 5)],
    ["one cut in its header", "the gzip data is cut off", (path) => truncateSync(path, 5)],
    ["an empty one", "the gzip data is cut off", (path) => truncateSync(path, 0)],
    [
      "one with a wrong checksum",
      "the gzip data is damaged",
      (path) => {
        const bytes = readFileSync(path);
        bytes.writeUInt8((bytes.at(-8) ?? 0) ^ 1, bytes.length - 8);
        writeFileSync(path, bytes);
      },
    ],
    ["one with other bytes behind it", "other bytes follow the end of the gzip data", (path) => appendFileSync(path, Buffer.alloc(512))],
  ])("a gzip file that cannot be read to its end: %s", async (_, reason, spoil) => {
    const { codes, words } = await refusalAfter((landing) => spoil(join(landing, "events/2026/b.json.gz")));
    expect(codes).toEqual(["landing-file-broken"]);
    expect(words).toMatch(new RegExp(`events/2026/b\\.json\\.gz cannot be read to its end: ${reason}`));
  });

  test("every broken gzip file is named, in order", async () => {
    const { words } = await refusalAfter((landing) => {
      for (const name of ["z", "a", "m", "q", "b", "c"]) put(join(landing, `events/${name}.json.gz`), gzipSync(people(3)).subarray(0, -9));
    });
    expect(words.match(/events\/\w\.json\.gz/g)).toEqual(["a", "b", "c", "m", "q", "z"].map((name) => `events/${name}.json.gz`));
  });

  test("a symbolic link that leads nowhere", async () => {
    const { codes, words } = await refusalAfter((landing) => symlinkSync(join(landing, "gone"), join(landing, "users/link.json")));
    expect(codes).toEqual(["cannot-read"]);
    expect(words).toContain("users/link.json");
  });

  test("symbolic links in a circle", async () => {
    const { codes, words } = await refusalAfter((landing) => symlinkSync(join(landing, "users"), join(landing, "users/again")));
    expect(codes).toEqual(["cannot-read"]);
    expect(words).toContain("circle");
  });

  test("a named pipe, which would never end", async () => {
    const { codes, words } = await refusalAfter((landing) => execFileSync("mkfifo", [join(landing, "users/pipe.json")]) && undefined);
    expect(codes).toEqual(["cannot-read"]);
    expect(words).toContain("it is not a file");
  });

  test("a file without the right to read it", { timeout: 20_000 }, async (context) => {
    const { folder, landing, lake } = playground();
    chmodSync(join(landing, "users/users.json"), 0o000);
    // The superuser may read everything, so the run is another user's then.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    if (process.platform === "win32") context.skip("the permissions of Windows are other ones");
    chmodSync(folder, 0o777);
    const { code, output } = await startRun(landing, lake, user).done;
    expect([code, output]).toEqual([1, expect.stringMatching(/^cannot-read .*users\/users\.json.*permission denied/)]);
  });

  test.each<[string, (path: string) => void]>([
    ["grows", (path) => appendFileSync(path, people(1))],
    [
      "is replaced",
      (path) => {
        writeFileSync(`${path}.new`, readFileSync(path));
        renameSync(`${path}.new`, path);
      },
    ],
    [
      "is rewritten in place, with its times put back,",
      (path) => {
        const { atime, mtime } = statSync(path);
        writeFileSync(path, readFileSync(path, "utf8").replaceAll("example.com", "example.org"));
        utimesSync(path, atime, mtime);
      },
    ],
    ["goes", (path) => rmSync(path)],
  ])("a file that %s during the run", async (_, change) => {
    const { landing, lake } = playground();
    await runLake(plan, { landing, lake });
    const before = snapshot(lake);
    const path = join(landing, "users/users.json");
    // Events come first; the files of all sources were pinned before.
    const { codes, words } = await refusalOf(() =>
      runLake(plan, { landing, lake, onProgress: (e) => e.event === "table-started" && e.table === "events" && change(path) }),
    );
    expect([codes, words]).toEqual([["landing-file-changed"], `${path} changed while it was read`]);
    expect(snapshot(lake)).toEqual(before);
  });
});

describe("landing files of unusual kinds that are right", () => {
  test("several gzip members in one file, an empty file, a link to a file and to a folder, names with odd characters", async () => {
    const { landing, lake } = playground();
    put(join(landing, "users/two.json.gz"), Buffer.concat([gzipSync(people(2, 200)), gzipSync(people(2, 300))]));
    put(join(landing, "users/empty.json"), "");
    put(join(landing, 'users/a\'b "c" [d]*?{e}.jsonl'), people(1, 400));
    put(join(landing, "users/ünïcode/x.jsonl"), people(1, 500));
    put(join(landing, "users/email=x/agreedAt=1/hive.json"), people(1, 700));
    put(join(landing, "elsewhere/y.json"), people(1, 600));
    symlinkSync(join(landing, "elsewhere"), join(landing, "users/link"));
    symlinkSync(join(landing, "elsewhere/y.json"), join(landing, "users/z.json"));
    const users = (await runLake(plan, { landing, lake })).tables.find(({ table }) => table === "users");
    expect(users).toMatchObject({ rows: 29, quarantined: 0 });
    expect(await queryLake(lake, "SELECT count(agreedAt) || ' ' || count(DISTINCT email) FROM users")).toEqual(["10 28"]);
    expect((await readLake(lake)).tables.find(({ name }) => name === "users")?.landing?.files).toHaveLength(8);
  });

  test("files without a line give a table without a row", async () => {
    const { landing, lake } = playground();
    rmSync(join(landing, "users"), { recursive: true });
    put(join(landing, "users/empty.json"), "\n \n");
    const { tables } = await runLake(plan, { landing, lake });
    expect(tables.map(({ table, rows }) => [table, rows])).toEqual([
      ["events", 100],
      ["users", 0],
      ["users_agreed", 0],
      ["events_agreed", 0],
      ["event_counts", 0],
      ["users_with_events", 0],
    ]);
    expect(await queryLake(lake, "SELECT count(*) FROM event_counts")).toEqual(["0"]);
  });
});
