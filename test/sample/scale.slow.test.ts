import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { scratchFolder } from "./scratch-folder.ts";

const scratch = scratchFolder();
const node = join(import.meta.dirname, "../../node_modules/.bin/node");
const child = join(import.meta.dirname, "write-in-child.ts");

/** With 64 MiB of heap: what held all rows (223 MB for 20,000 customers) would end at once, or show outside of the heap. */
async function write(customers: number): Promise<{ seconds: number; mebibytes: number }> {
  const folder = join(scratch, String(customers));
  const { stdout } = await promisify(execFile)(node, ["--max-old-space-size=64", child, folder, String(customers)]);
  rmSync(folder, { recursive: true });
  return JSON.parse(stdout) as { seconds: number; mebibytes: number };
}

test("20,000 customers take seconds, and little more memory than 2,000", { timeout: 120_000 }, async () => {
  const small = await write(2_000);
  const large = await write(20_000);
  console.log(`2,000 customers: ${JSON.stringify(small)}; 20,000 customers: ${JSON.stringify(large)}`);
  expect(large.mebibytes).toBeLessThan(small.mebibytes + 150);
  expect(large.seconds).toBeLessThan(60);
});
