import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compare } from "../../dsl/change/compare.ts";
import { jsonReport } from "../../dsl/change/report.ts";
import { countRows } from "../../dsl/change/rows/count-rows.ts";
import { rowsInWords } from "../../dsl/change/show/words.ts";
import { folderFiles } from "../../dsl/change/tree/folder.ts";
import { openTree } from "../../dsl/change/tree/tree.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { put } from "../cli/folders.ts";
import { landing, TRANSFORMS } from "../cli/lake.ts";
import { type Edit, editedTransforms } from "../stedi/edited-lake.ts";
import { REAL_DATA } from "../stedi/real-data.ts";
import { reportOn, treeFiles } from "./scenario.ts";

const scratch = mkdtempSync(join(tmpdir(), "sluice-rows-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const compiled = async (transforms: string): Promise<Readonly<Record<string, string>>> => {
  const { files, diagnostics } = await compileApart({ transforms, cache: join(scratch, "cache"), cwd: scratch });
  expect(diagnostics).toEqual([]);
  return Object.fromEntries(files);
};

async function counted(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>, files: string) {
  const comparison = compare(openTree(treeFiles("base", base)), openTree(treeFiles("head", head)));
  const tables = reportOn({ base, head }).jobs.jobs.map(({ table }) => table);
  const options = { landing: files, scratch: join(scratch, "lakes"), signal: new AbortController().signal, onProgress: () => {} };
  const rows = await countRows(comparison, tables, options);
  expect(readdirSync(join(scratch, "lakes"))).toEqual([]);
  return rows;
}

const NO_TIME_CONDITION: readonly Edit[] = [
  [
    "trusted/accelerometer-trusted.ts",
    "    where: (reading, customer) => reading.timeStamp.gte(customer.shareWithResearchAsOfDate),\n",
    '    atAnyTime: "what was measured before may be used too",\n',
  ],
  // Whose a step is, is told by that motion.
  ["trusted/step-trainer-trusted.ts", "    anyOwner:", '    atAnyTime: "as of the motion",\n    anyOwner:'],
];

describe.skipIf(REAL_DATA === undefined)("the real data", () => {
  test("without the time condition: more rows, and consent at the time of the reading is no longer proven", async () => {
    const before = Object.fromEntries(folderFiles("generated").read(["manifest.json"]));
    const { files } = JSON.parse(before["manifest.json"] ?? "") as { readonly files: Readonly<Record<string, string>> };
    const base = { ...before, ...Object.fromEntries(folderFiles("generated").read(Object.keys(files))) };
    const head = await compiled(editedTransforms(join(scratch, "no-time"), NO_TIME_CONDITION));
    const { tables, failed } = await counted(base, head, REAL_DATA ?? "");
    expect(failed).toEqual({});
    expect(tables.find(({ table }) => table === "accelerometer_trusted")).toEqual({
      table: "accelerometer_trusted",
      before: 32_025,
      after: 40_981,
      gone: 0,
      new: 8_956,
      share: 8_956 / 40_981,
      comparedBy: ["timeStamp", "user", "x", "y", "z"],
    });
    expect(tables.map(({ table }) => table)).toEqual([
      "accelerometer_trusted",
      "customers_curated",
      "step_trainer_trusted",
      "machine_learning_curated",
    ]);
    const { changes, unacknowledged } = jsonReport(reportOn({ base, head })) as {
      readonly changes: readonly {
        readonly kind: string;
        readonly table: string;
        readonly sentence: string;
        readonly notes: readonly string[];
      }[];
      readonly unacknowledged: readonly string[];
    };
    const claim = "the person behind accelerometer_landing.user had agreed to `research` by timeStamp";
    const lost = changes.find(({ kind, table }) => kind === "consent-lost" && table === "accelerometer_trusted");
    expect(lost?.sentence).toBe(`consent is no longer proven: ${claim}`);
    expect(lost?.notes).toContain("accepted by atAnyTime: what was measured before may be used too");
    expect(unacknowledged).toEqual([`consent-lost accelerometer_trusted ${claim}`]);
  });
});

const transformsWith = (name: string, edits: Readonly<Record<string, readonly [string, string]>>): string => {
  const files = Object.entries(TRANSFORMS).map(([path, text]) => {
    const [from, to] = edits[path] ?? ["", ""];
    return [path, from === "" ? text : String(text).replace(from, to)];
  });
  return put(mkdtempSync(join(scratch, name)), Object.fromEntries(files));
};

test("rows are matched under new names, counted as often as they stand there, and nothing but numbers comes out", async () => {
  const files = put(mkdtempSync(join(scratch, "landing-")), landing());
  const base = await compiled(transformsWith("base", {}));
  const head = await compiled(
    transformsWith("head", {
      "tidy/visits-named.ts": ['tidy.table("visits_named", {', 'tidy.table("named_visits", {'],
      "tidy/towns.ts": ["row.town.isNotNull()", "row.town.isNotNull().and(row.id.gt(1))"],
    }),
  );
  const rows = await counted(base, head, files);
  expect(rows.tables).toEqual([
    { table: "named_visits", before: 12, after: 12, gone: 0, new: 0, share: 0, comparedBy: ["name", "at", "pages"] },
    { table: "towns", before: 3, after: 2, gone: 1, new: 0, share: 1 / 3, comparedBy: ["id", "town"] },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/town \d|name \d/);
});

test("of a table that is gone the rows are said that were, and of one that could not be made nothing", async () => {
  const base = await compiled(transformsWith("base", {}));
  const { "tidy/towns.ts": _, ...left } = TRANSFORMS;
  const head = await compiled(put(mkdtempSync(join(scratch, "gone-")), left));
  const said = async (one: typeof base, other: typeof base, files: string): Promise<readonly string[]> =>
    (await counted(one, other, files)).tables.map((table) => `${table.table}: ${rowsInWords(table)}`);
  const files = put(mkdtempSync(join(scratch, "landing-")), landing());
  expect(await said(base, head, files)).toEqual(["towns: 3 rows before"]);
  expect(await said(head, base, files)).toEqual(["towns: 3 rows now"]);
  const others = put(mkdtempSync(join(scratch, "landing-")), { "elsewhere/a.json": "{}" });
  expect(await said(base, head, others)).toEqual(["towns: not counted"]);
});

test("a version that does not fit the files is named, and the other one counted", async () => {
  const files = put(mkdtempSync(join(scratch, "landing-")), landing());
  const base = await compiled(transformsWith("base", {}));
  const head = await compiled(transformsWith("other", { "landing.ts": ['path: "people/"', 'path: "persons/"'] }));
  const { failed, tables } = await counted(base, head, files);
  expect(failed).toEqual({ head: expect.stringContaining("there is no landing folder") });
  expect(tables.find(({ table }) => table === "towns")).toMatchObject({ before: 3, after: null, gone: null, share: null });
});
