import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, compile, compiledLake, count, expected, text, transformsOf } from "./compiled-lake.ts";
import { filesIn, newFolder, put } from "./folders.ts";
import { ONE_SOURCE } from "./lake.ts";
import { answerOf, codesOf, expectGood, expectRefused } from "./outcome.ts";

describe.concurrent("where nothing can or may be written", { timeout: 120_000 }, () => {
  test("a folder with other files is refused and left as it is", async () => {
    for (const foreign of [{ "notes.txt": "mine" }, { "manifest.json": '{"version":1}' }, { "a/b/c.py": "" }]) {
      const folder = put(newFolder(), transformsOf());
      put(join(folder, "generated"), foreign);
      expectRefused(await compile(folder), ["not-generated"], `generated holds ${Object.keys(foreign)[0]}`, "choose an empty folder");
      expect(filesIn(join(folder, "generated"))).toEqual(foreign);
    }
  });

  test("a folder with a foreign link is refused too", async () => {
    const folder = put(newFolder(), transformsOf());
    mkdirSync(join(folder, "generated"));
    symlinkSync("nowhere", join(folder, "generated/link"));
    expectRefused(await compile(folder), ["not-generated"], "generated holds link");
  });

  test("the working folder is not written to by mistake", async () => {
    const folder = put(newFolder(), transformsOf());
    expectRefused(await compile(folder, "--out", "."), ["not-generated"], ". holds transforms/");
  });

  test("a file in the folder's place", async () => {
    const folder = put(newFolder(), { ...transformsOf(), generated: "a file" });
    expectRefused(await compile(folder), ["cannot-read"], "generated: it, or a folder above it, is a file", "name another path");
    expectRefused(await check(folder), ["cannot-read"], "generated: it, or a folder above it, is a file");
    expectRefused(await compile(folder, "--out", "generated/below"), ["cannot-read"], "generated/below");
    expect(readFileSync(join(folder, "generated"), "utf8")).toBe("a file");
  });

  test.for(["generated/manifest.json", "generated/tidy/towns/plan.json", "transforms/fifo.ts", "transforms/breaks.json"])(
    "a FIFO as %s, which would never end",
    async (path) => {
      const folder = compiledLake();
      rmSync(join(folder, path), { force: true });
      execFileSync("mkfifo", [join(folder, path)]);
      for (const command of [compile, check]) expectRefused(await command(folder), ["cannot-read"], `${path}: it is not a file`);
    },
  );

  test("a file that cannot be written leaves every other as it was", async () => {
    const folder = compiledLake();
    rmSync(join(folder, "generated/tidy"), { recursive: true });
    put(folder, { "generated/tidy": "a file where a folder belongs" });
    put(folder, transformsOf({ "landing.ts": text("landing.ts").replace("People who visit.", "All people.") }));
    const before = filesIn(join(folder, "generated"));
    expectRefused(await compile(folder), ["cannot-write"], "what was there before is untouched", "name another path");
    expect(filesIn(join(folder, "generated"))).toEqual(before);
  });

  test("a folder in a file's place", async () => {
    const folder = compiledLake();
    rmSync(join(folder, "generated/zones.json"));
    mkdirSync(join(folder, "generated/zones.json"));
    const before = filesIn(join(folder, "generated"));
    expectRefused(await compile(folder), ["cannot-read"], "generated/zones.json");
    expect(filesIn(join(folder, "generated"))).toEqual(before);
  });

  test("transforms with a mistake", async () => {
    const folder = compiledLake();
    put(folder, { "transforms/wrong.ts": "const x: = 1;\n" });
    expectRefused(await compile(folder), ["syntax-error"], "--> transforms/wrong.ts:1:");
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });
});

describe.concurrent("check", { timeout: 120_000 }, () => {
  test("is green after compile, and writes nothing", async () => {
    const folder = compiledLake();
    const ended = await check(folder);
    expectGood(ended);
    expect(ended.stdout).toMatch(
      new RegExp(`^${count} files in generated are what transforms compiles to\\.\nChanges were not looked at: `),
    );
    expect(filesIn(join(folder, "generated"))).toEqual(expected);
  });

  test("names each file that is changed, missing or left over", async () => {
    const folder = compiledLake();
    put(folder, { "generated/tidy/towns/job.py": "# edited\n", "generated/tidy/old/job.py": "" });
    rmSync(join(folder, "generated/zones.json"));
    const before = filesIn(join(folder, "generated"));
    expectRefused(
      await check(folder),
      ["generated-stale", "generated-stale", "generated-stale"],
      "generated/tidy/towns/job.py is not what the transforms compile to",
      "generated/zones.json is missing",
      "generated/tidy/old/job.py is left over",
      "run `npx sluice compile` and commit the result",
    );
    expect(filesIn(join(folder, "generated"))).toEqual(before);
  });

  test("is red when a transform has changed, and when nothing was compiled", async () => {
    const folder = compiledLake();
    put(folder, { "transforms/more.ts": ONE_SOURCE });
    expect(new Set(codesOf(answerOf(await check(folder, "--json"))))).toEqual(new Set(["generated-stale"]));
    expect(codesOf(answerOf(await check(folder, "--json", "--out", "none")))).toHaveLength(count + 3);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
