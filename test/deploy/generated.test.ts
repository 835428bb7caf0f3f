import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readGenerated } from "../../pulumi/generated.ts";
import { GENERATED } from "./lake.ts";

const copies: string[] = [];
afterAll(() => {
  for (const folder of copies) rmSync(folder, { recursive: true });
});

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), "sluice-generated-"));
  copies.push(folder);
  cpSync(GENERATED, folder, { recursive: true });
  return folder;
}

test("what was compiled is read", () => {
  const { tables } = readGenerated(GENERATED);
  expect(tables.map(({ name, format }) => [name, format])).toContainEqual(["machine_learning_curated", "json"]);
});

test.each<[string, (folder: string) => void, string]>([
  [
    "a changed script",
    (folder) => writeFileSync(join(folder, "trusted/customer_trusted/job.py"), "print()"),
    "trusted/customer_trusted/job.py is not the file that manifest.json names",
  ],
  [
    "a missing file",
    (folder) => rmSync(join(folder, "curated/customers_curated/table.json")),
    "curated/customers_curated/table.json is missing",
  ],
  ["a file more", (folder) => writeFileSync(join(folder, "trusted/more.py"), ""), "trusted/more.py is not in manifest.json"],
  ["no manifest", (folder) => rmSync(join(folder, "manifest.json")), "run `npx sluice compile`"],
  ["a manifest that is no JSON", (folder) => writeFileSync(join(folder, "manifest.json"), "{"), "is not JSON"],
  ["a manifest of another shape", (folder) => writeFileSync(join(folder, "manifest.json"), '{"version":2}'), "version: "],
])("%s is refused", (_, damage, message) => {
  const folder = copy();
  damage(folder);
  expect(() => readGenerated(folder)).toThrow(message);
});
