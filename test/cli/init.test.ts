import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, sluice } from "./child.ts";
import { filesIn, newFolder, put, under } from "./folders.ts";
import { TRANSFORMS } from "./lake.ts";
import { answerOf, codesOf, expectGood, expectRefused } from "./outcome.ts";

describe.concurrent("init", { timeout: 120_000 }, () => {
  const init = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["init", ...args], { cwd });

  test("a source compiles as it is, and where there are no transforms yet", async () => {
    const cwd = newFolder();
    const ended = await init(cwd, "landing", "orders_landing");
    expectGood(ended);
    expect(ended.stdout).toBe("Wrote transforms/landing/orders-landing.ts. Fill it in, then run `npx sluice compile`.\n");
    expect(readFileSync(join(cwd, "transforms/landing/orders-landing.ts"), "utf8")).toContain('path: "orders/"');
    const compiled = await sluice(["compile"], { cwd });
    expectGood(compiled);
    expect(compiled.stdout).toContain("wrote   generated/landing/orders_landing/table.sql");
  });

  test("a table asks for what is missing, and compiles when that is there", async () => {
    const cwd = put(newFolder(), under("transforms", TRANSFORMS));
    expectGood(await init(cwd, "tidy", "people_tidy"));
    const path = "transforms/tidy/people-tidy.ts";
    const text = readFileSync(join(cwd, path), "utf8");
    expect(text).toContain('export const peopleTidy = tidy.table("people_tidy", {\n');
    expectRefused(await sluice(["compile"], { cwd }), ["not-a-relation"], "`from` needs a table or a relation", `--> ${path}:5:`);
    put(cwd, {
      [path]: text
        .replace('// import { something } from "../landing/something.ts"', 'import { people } from "../landing.ts"')
        .replace("// from: something.", "from: people."),
    });
    expectGood(await sluice(["compile"], { cwd }));
  });

  test("finds the zone where it is declared, also through a link", async () => {
    const cwd = newFolder();
    symlinkSync(put(newFolder(), { "all/zones.ts": String(TRANSFORMS["zones.ts"]) }), join(cwd, "mine"));
    expectGood(await init(cwd, "counted", "x", "--transforms", "mine"));
    expect(readFileSync(join(cwd, "mine/counted/x.ts"), "utf8")).toContain('import { counted } from "../all/zones.ts";');
  });

  test("an unknown zone, with what is near or there is", async () => {
    const cwd = put(newFolder(), under("transforms", TRANSFORMS));
    expectRefused(await init(cwd, "tody", "x"), ["unknown-zone"], "there is no zone `tody`", "did you mean `tidy`?");
    expectRefused(await init(cwd, "gold", "x"), ["unknown-zone"], "the zones: `landing`, `tidy`, `counted`");
    expect(existsSync(join(cwd, "transforms/tody"))).toBe(false);
  });

  test("a name that another zone's table has", async () => {
    const cwd = put(newFolder(), under("transforms", TRANSFORMS));
    expectRefused(await init(cwd, "counted", "people"), ["duplicate-name"], "there are two tables of the name `people`", "--> transforms/");
    expect(existsSync(join(cwd, "transforms/counted/people.ts"))).toBe(false);
  });

  test("a file that is there stays", async () => {
    const cwd = put(newFolder(), { "transforms/landing/x.ts": "mine" });
    expectRefused(await init(cwd, "landing", "x"), ["already-exists"], "transforms/landing/x.ts already exists and was left as it is");
    expect(readFileSync(join(cwd, "transforms/landing/x.ts"), "utf8")).toBe("mine");
  });

  test("no transforms, a file in their place, and one in the zone's", async () => {
    const cwd = put(newFolder(), { file: "", "transforms/landing": "" });
    expectRefused(await init(cwd, "tidy", "x", "--transforms", "none"), ["no-transforms-folder"], "there is no folder none");
    expectRefused(await init(cwd, "tidy", "x", "--transforms", "file"), ["no-transforms-folder"], "there is no folder file");
    expectRefused(await init(cwd, "landing", "x", "--transforms", "file"), ["cannot-write"], "file/landing/x.ts");
    expectRefused(await init(cwd, "landing", "x"), ["cannot-write"], "transforms/landing/x.ts");
  });

  test.for(["Orders", "my-orders", "1st", "_x", "a b", "../x", "é", "", "x".repeat(128)])("the name %o is refused", async (name) => {
    const cwd = newFolder();
    expectRefused(
      await init(cwd, "landing", name),
      ["invalid-name"],
      "cannot be the name of a table",
      "use lower-case letters, digits and `_`",
    );
    expect(existsSync(join(cwd, "transforms"))).toBe(false);
  });

  test("names that are words of JavaScript or of the file itself compile too", async () => {
    const cwd = put(newFolder(), under("transforms", TRANSFORMS));
    for (const name of ["class", "await", "json", "z", "source", "a_", "a__b", "a_1", "x".repeat(127)])
      expectGood(await init(cwd, "landing", name));
    expectGood(await init(cwd, "tidy", "tidy"));
    const files = filesIn(join(cwd, "transforms"));
    expect(files["landing/class.ts"]).toContain('export const classSource = source("class", {');
    expect(files["landing/a--b.ts"]).toContain('export const aB = source("a__b", {');
    expect(files["tidy/tidy.ts"]).toContain('export const tidyTable = tidy.table("tidy", {');
    const ended = await sluice(["compile", "--json"], { cwd });
    expect(codesOf(answerOf(ended))).toEqual(["not-a-relation"]);
  });
});
