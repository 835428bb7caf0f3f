import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeGenerated } from "../../dsl/compiler/write.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-write-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a folder that was half written the first time is written again", () => {
  const files = new Map([
    ["a/table.json", "{}"],
    ["z.json", "{}"],
    ["manifest.json", JSON.stringify({ version: 1, tables: [], files: { "a/table.json": "", "z.json": "" } })],
  ]);
  mkdirSync(join(folder, "z.json"));
  expect(() => writeGenerated(folder, files)).toThrow();
  expect(readFileSync(join(folder, "a/table.json"), "utf8")).toBe("{}");
  rmSync(join(folder, "z.json"), { recursive: true });
  expect(writeGenerated(folder, files)).toEqual({ changed: ["z.json", "manifest.json"], removed: [], unchanged: 1 });
});
