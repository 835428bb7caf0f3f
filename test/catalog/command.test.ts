import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { writeCatalog } from "../../dsl/catalog/folder.ts";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { sluice } from "../cli/child.ts";
import { filesIn, newFolder, put } from "../cli/folders.ts";
import { catalogOf } from "./stedi.ts";

const DECLARED = `import { json, source, zone } from "sluice";
import { z } from "zod";

export const numbers = source("numbers", { path: "numbers/", format: json(), row: z.object({ x: z.number() }) });
const open = zone("open");
for (const name of ["low", "high"]) open.table(name, { from: numbers.filter((row) => name === "low" ? row.x.lt(0) : row.x.gte(0)) });
`;

const refusal = async (doing: () => unknown): Promise<string | undefined> => {
  try {
    await doing();
  } catch (failure) {
    return failure instanceof Refusal ? failure.problems[0]?.code : String(failure);
  }
  return undefined;
};

test("the catalog shows what the last run of a lake folder counted", async () => {
  const lines = `${'{"x":1}\n{"x":-1}\n'.repeat(10)}{"x":"one"}\n`;
  const folder = put(newFolder(), { "transforms/open.ts": DECLARED, "landing/numbers/a.json": lines });
  expect((await sluice(["run", "--landing", "landing", "--lake", "lake"], { cwd: folder })).code).toBe(0);
  const made = await sluice(["catalog", "--lake", "lake", "--out", "shown", "--json"], { cwd: folder });
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const page = pathToFileURL(join(folder, "shown/index.html")).href;
  expect(JSON.parse(made.stdout)).toMatchObject({ ok: true, out: "shown", page, tables: 3, columns: 3 });

  const catalog = JSON.parse(readFileSync(join(folder, "shown/catalog.json"), "utf8"));
  expect(catalog.tables.map(({ lastRun }: { lastRun: unknown }) => lastRun)).toMatchObject([
    { rows: 10, isCurrent: true },
    { rows: 10, isCurrent: true },
    { rows: 20, quarantined: 1, records: 21, reasons: [{ reason: "x is not double", count: 1 }], isCurrent: true },
  ]);
  // Tables of a loop are declared by its statement.
  expect(catalog.tables[0].declaration).toMatchObject({ line: 6, text: expect.stringMatching(/^for \(const name of/) });

  put(folder, { "transforms/open.ts": DECLARED.replace("gte(0)", "gt(0)") });
  const later = await catalogOf(join(folder, "transforms"), join(folder, "lake"));
  expect(later.tables.map(({ name, lastRun }) => [name, lastRun?.isCurrent])).toEqual([
    ["high", false],
    ["low", true],
    ["numbers", true],
  ]);
  expect(await refusal(() => catalogOf(join(folder, "transforms"), join(folder, "elsewhere")))).toBe("no-lake");
});

test("a catalog takes the place of the one before, and of nothing else", async () => {
  const folder = put(newFolder(), { "transforms/open.ts": DECLARED, "mine/notes.txt": "mine" });
  const out = join(folder, "catalog");
  const catalog = await catalogOf(join(folder, "transforms"));
  writeCatalog(out, catalog);
  const before = filesIn(out);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(["catalog.json", "data/table/low.js", "index.html", "page.js", "style.css"]));
  writeCatalog(out, { ...catalog, tables: catalog.tables.filter(({ name }) => name !== "low") });
  expect(existsSync(join(out, "data/table/low.js"))).toBe(false);
  expect(existsSync(join(out, "data/table/high.js"))).toBe(true);
  writeCatalog(out, catalog);
  expect(filesIn(out)).toEqual(before);
  expect(await refusal(() => writeCatalog(join(folder, "mine"), catalog))).toBe("not-generated");
  expect(filesIn(join(folder, "mine"))).toEqual({ "notes.txt": "mine" });
});
