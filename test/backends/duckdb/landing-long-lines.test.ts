import { truncateSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { LONG_LINE, LONGEST_LINE } from "../../../dsl/backends/duckdb/landing/begun-line.ts";
import { blocksOf } from "../../../dsl/backends/duckdb/landing/blocks.ts";
import { readLanding } from "../../../dsl/backends/duckdb/landing.ts";
import { refusalOf } from "../../run/fixture.ts";
import { column, connect, landingFile, required, rowsOf, scratch, sourceOf } from "./support.ts";

const LONG = LONG_LINE + 100_000;
const good = (n: number, length: number): string => JSON.stringify({ n, text: "a".repeat(length) });
const columns = [required("n", "int64"), column("text", "string")];

test("long lines among short ones, good and bad, each with its own number", { timeout: 60_000 }, async () => {
  const broken = Buffer.concat([Buffer.from('{"n": 5, "text": "'), Buffer.alloc(LONG, 0xff), Buffer.from('"}')]);
  const lines = [good(1, 1), good(2, LONG), good(3, LONG), "[]", "x".repeat(LONG), broken, "", good(4, 2), good(5, LONG)];
  const content = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from("\n")]));
  const folder = scratch();
  const files = [landingFile(folder, "a.json", content), landingFile(folder, "b.json.gz", gzipSync(content.subarray(0, -1), { level: 1 }))];
  const connection = await connect();
  expect(await readLanding(connection, sourceOf(columns), files)).toMatchObject({ records: 16, kept: 10, quarantined: 6 });
  const lengths = await rowsOf(connection, 'SELECT n, length(text), count(*) FROM "readings" GROUP BY 1, 2 ORDER BY 1');
  expect(lengths).toEqual([
    ["1", "1", "2"],
    ["2", String(LONG), "2"],
    ["3", String(LONG), "2"],
    ["4", "2", "2"],
    ["5", String(LONG), "2"],
  ]);
  const bad = await rowsOf(connection, "SELECT file, line, reason = 'not UTF-8' FROM quarantine.readings ORDER BY file, line");
  expect(bad).toEqual(["a.json", "b.json.gz"].flatMap((file) => [4, 5, 6].map((line) => [file, String(line), line === 6])));
});

test("a long line is read alone, and is not copied to be read", async () => {
  const file = landingFile(scratch(), "a.json", `${good(1, 5)}\n${good(2, LONG)}\n${good(3, 5)}`);
  const seen: (readonly [number, boolean])[] = [];
  for await (const { bytes, lines, isLong } of blocksOf([file])) {
    seen.push([lines, isLong]);
    if (isLong) expect(bytes.buffer.byteLength).toBe(LONGEST_LINE);
  }
  expect(seen).toEqual([
    [1, false],
    [1, true],
    [1, false],
  ]);
});

test("a line longer than the longest is named with its file and number", { timeout: 60_000 }, async () => {
  const file = landingFile(scratch(), "long.json", `${good(1, 5)}\n\n{`);
  truncateSync(file.path, LONGEST_LINE + 1000);
  const connection = await connect();
  const { codes, words } = await refusalOf(() => readLanding(connection, sourceOf(columns), [file]));
  expect(codes).toEqual(["line-too-long"]);
  expect(words).toBe(`line 3 of ${join(file.path)} is longer than 256 MiB, which is the longest that is read`);
});

test("bad lines with more text than the source takes", async () => {
  const bad = "x".repeat(400_000);
  const file = landingFile(scratch(), "bad.json", `${good(1, 1)}\n${bad}\n${bad}\n${bad}\n`);
  const connection = await connect();
  const { codes, words } = await refusalOf(() =>
    readLanding(connection, { ...sourceOf(columns), quarantine: { atMost: 1, atMostMB: 1 } }, [file]),
  );
  expect(codes).toEqual(["quarantine-over-limit"]);
  expect(words).toBe("readings: its bad records have more than 1 MB of text, reached at bad.json:4");
  const found = await readLanding(connection, { ...sourceOf(columns, "more"), quarantine: { atMost: 1, atMostMB: 2 } }, [file]);
  expect(found.quarantined).toBe(3);
});
