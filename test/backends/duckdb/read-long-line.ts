import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { copyStatement } from "../../../dsl/backends/duckdb/copy.ts";
import { readLanding } from "../../../dsl/backends/duckdb/landing.ts";
import { withEngine } from "../../../dsl/run/engine.ts";
import { column, sourceOf } from "./support-plans.ts";

/** `read-long-line.ts FOLDER KIND MEGABYTES`: prints what reading and writing a line of so many takes beside the least, in megabytes. */
const [folder = "", kind = "", megabytes = ""] = process.argv.slice(2);

/** What a line begins with, what is repeated in it, and its end. */
const LINES: Readonly<Record<string, readonly [string, string, string]>> = {
  "one text": ['{"n": 1, "text": "', "a", '"}'],
  "one text beyond Latin": ['{"n": 1, "text": "', "zażółć", '"}'],
  "many objects": ["", '{"n": 1, "text": "some words of text"}', ""],
  "no JSON": ["", "x", ""],
};

const [begin, part, end] = LINES[kind] ?? ["", "", ""];
const piece = Buffer.from(part.repeat(Math.ceil(1e6 / Buffer.byteLength(part))));
const path = join(folder, "long.json");
const file = openSync(path, "w");
writeSync(file, begin);
for (let written = 0; written < Number(megabytes) * 1e6; written += piece.length) writeSync(file, piece);
writeSync(file, `${end}\n`);
closeSync(file);
writeFileSync(join(folder, "short.json"), '{"n": 1, "text": "a"}\n');

const mostMemory = (): number => (Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024) / 1e6;
const columns = [column("n", "int64"), column("text", "string")];
await withEngine(join(folder, "spill"), { engine: 1e9, threads: 2, batch: 1 << 25 }, async (connection) => {
  await readLanding(connection, sourceOf(columns, "before"), [{ path: join(folder, "short.json"), name: "short.json", gz: false }]);
  const before = mostMemory();
  await readLanding(connection, sourceOf(columns), [{ path, name: "long.json", gz: false }]);
  await connection.run(copyStatement("SELECT * FROM readings", "parquet", join(folder, "out.parquet")));
  console.log(Math.round(mostMemory() - before));
});
