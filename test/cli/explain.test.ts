import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Ended, ROOT, sluice } from "./child.ts";
import { newFolder, put, under } from "./folders.ts";
import { TRANSFORMS } from "./lake.ts";
import { expectGood, expectRefused } from "./outcome.ts";

describe.concurrent("explain", { timeout: 120_000 }, () => {
  const cwd = newFolder();
  const explain = (...args: string[]): Promise<Ended> => sluice(["explain", ...args], { cwd });

  beforeAll(() => void put(cwd, under("transforms", TRANSFORMS)));

  test("a table", async () => {
    const ended = await explain("visits_per_name");
    expectGood(ended);
    expect(ended.stdout).toBe(`visits_per_name (counted, json), declared in transforms/counted/visits-per-name.ts
How often each visits.
Reads: visits_named
Columns (? may be null):
  name    string  = visits_named.name
  visits  int64   = count(*)
  pages   int64?  = sum(visits_named.pages)
Its rows are decided by: visits_named.name
`);
  });

  test("a code, and nothing is compiled for it", async () => {
    const ended = await sluice(["explain", "unknown-column"], { cwd: newFolder() });
    expectGood(ended);
    expect(ended.stdout).toMatch(/^error\[unknown-column\]\nA column is named that is not there .*\n\nWhat to do: .*\n$/);
    const answer = await explain("interrupted", "--json");
    expect(JSON.parse(answer.stdout)).toMatchObject({ ok: true, code: "interrupted", severity: "error" });
  });

  test("a source", async () => {
    const ended = await explain("people");
    expectGood(ended);
    expect(ended.stdout).toMatch(
      /^people \(landing, json\), declared in transforms\/landing\.ts\nPeople who visit\.\nRead by: towns, visits_named\n/,
    );
    expect(ended.stdout).toContain("  name  string   As they call themselves.\n");
  });

  test("a column, down to the sources, in whatever case", async () => {
    const ended = await explain("visits_per_name.pages");
    expectGood(ended);
    expect(ended.stdout).toBe(`visits_per_name.pages: int64, may be null
= sum(visits_named.pages)
└─ visits_named.pages
   └─ visits.pages
      declared in transforms/landing.ts
`);
    expect(await explain("visits_per_name.PAGES")).toEqual(ended);
  });

  test("what there is not, with what is near or there is", async () => {
    expectRefused(await explain("visit_named"), ["unknown-table"], "there is no table `visit_named`", "did you mean `visits_named`?");
    expectRefused(await explain("Towns"), ["unknown-table"], "did you mean `towns`?");
    expectRefused(await explain("nothing.x"), ["unknown-table"], "the tables: `people`, `visits`, `towns`");
    expectRefused(await explain("towns.tow"), ["unknown-column"], "towns has no column `tow`", "did you mean `town`?");
    expectRefused(await explain("towns."), ["unknown-column"], "towns has no column ``");
    expectRefused(await explain("towns.town.name"), ["unknown-column"], "towns has no column `town.name`");
    expectRefused(await explain("unknown-colum"), ["unknown-code"], "did you mean `unknown-column`?");
    expectRefused(await explain("nothing-like-it"), ["unknown-code"], "docs/codes.md lists them all");
    expectRefused(await explain(""), ["unknown-table"], "there is no table ``");
  });

  test("of the project's own lake", async () => {
    const ended = await sluice(["explain", "machine_learning_curated.user", "--transforms", join(ROOT, "transforms")], {
      cwd: newFolder(),
    });
    expectGood(ended);
    expect(ended.stdout).toContain("└─ accelerometer_trusted.user\n   └─ accelerometer_landing.user\n");
  });
});
