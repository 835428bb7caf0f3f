import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, ROOT, run } from "./child.ts";
import { newFolder, put } from "./folders.ts";

/** The files that a checkout has, with those that are not committed yet; undefined where git cannot tell. */
function projectFiles(): readonly string[] | undefined {
  const { status, stdout } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return status === 0 ? stdout.split("\0").filter((path) => path !== "") : undefined;
}

const files = projectFiles();
if (files === undefined) console.warn("SKIPPED: `npm start` in a copy of the project, because this is no git checkout");

describe.skipIf(files === undefined)("npm start", { timeout: 120_000 }, () => {
  test("fills the lake of a fresh copy and says what to do next; the second time it uses the raw files that are there", async () => {
    const copy = join(newFolder("a copy"), "sluice");
    for (const path of files ?? []) {
      if (!path.startsWith("test/") && existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    // Without the script before it, which would install into the project's own folder.
    const start = (): Promise<Ended> => run("npm", ["start", "--ignore-scripts", "--silent"], { cwd: copy });
    const first = await start();
    expect({ code: first.code, stderr: first.stderr.replaceAll(/^\[\d\/\d\] .*\n/gm, "") }).toEqual({ code: 0, stderr: "" });
    for (const words of ["$ npx sluice sample\n", "$ npx sluice compile\n", "$ npx sluice run\n", "What to do next:"]) {
      expect(first.stdout).toContain(words);
    }
    expect(first.stdout).toMatch(/\ncurated {2}machine_learning_curated +[1-9][0-9,]* /);
    for (const [, path = ""] of first.stdout.matchAll(/^ {2}cat (\S+)/gm)) expect(existsSync(join(copy, path))).toBe(true);
    const second = await start();
    expect(second.code).toBe(0);
    expect(second.stdout).toContain("\nThe raw files in .sluice/landing are used as they are; ");
    expect(second.stdout).toContain(": nothing has changed.\n");
    const closing = (stdout: string): readonly string[] => stdout.match(/^(?:landing|trusted|curated) +\S+ +[0-9,]+ +[0-9,]+/gm) ?? [];
    expect(closing(second.stdout)).toEqual(closing(first.stdout));
    expect(closing(first.stdout)).toHaveLength(8);
  });
});

describe.concurrent("setup.mjs", { timeout: 120_000 }, () => {
  const LOCK = '{ "lockfileVersion": 3 }';
  const STAMP = "node_modules/.sluice-lock.json";
  const OWN_NODE = "node_modules/node/bin/node";

  /** A project with nothing but what setup.mjs looks at, and an `npm` that only notes how it was called. */
  function project(): string {
    const folder = put(newFolder(), {
      "package-lock.json": LOCK,
      "dsl/cli/setup.mjs": readFileSync(join(ROOT, "dsl/cli/setup.mjs")),
      "bin/npm": '#!/bin/sh\necho "$PWD: $*" >> "$CALLS"\nexit "$NPM_EXIT"\n',
    });
    chmodSync(join(folder, "bin/npm"), 0o755);
    mkdirSync(dirname(join(folder, OWN_NODE)), { recursive: true });
    symlinkSync(process.execPath, join(folder, OWN_NODE));
    return folder;
  }

  async function setUp(folder: string, npmExit = 0): Promise<Ended & { readonly calls: string }> {
    const calls = join(folder, "calls.txt");
    const env = { PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}`, CALLS: calls, NPM_EXIT: String(npmExit) };
    const ended = await run(process.execPath, [join(folder, "dsl/cli/setup.mjs")], { cwd: newFolder(), env });
    return { ...ended, calls: existsSync(calls) ? readFileSync(calls, "utf8") : "" };
  }

  test("installs what is missing, says so, and does nothing the second time", async () => {
    const folder = project();
    const first = await setUp(folder);
    expect(first).toMatchObject({ code: 0, stdout: "", calls: `${folder}: ci --no-audit --no-fund --loglevel=error\n` });
    expect(first.stderr).toMatch(/^Installing the packages of package-lock\.json .*\.\.\.\n$/);
    expect(readFileSync(join(folder, STAMP), "utf8")).toBe(LOCK);
    rmSync(join(folder, "calls.txt"));
    expect(await setUp(folder)).toEqual({ code: 0, stdout: "", stderr: "", calls: "" });
  });

  test("installs again when the lock file has changed", async () => {
    const folder = put(project(), { [STAMP]: "{}" });
    expect((await setUp(folder)).calls).toContain(": ci ");
    expect(readFileSync(join(folder, STAMP), "utf8")).toBe(LOCK);
  });

  test("says when npm failed, and tries again the next time", async () => {
    const folder = project();
    const ended = await setUp(folder, 1);
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/\nnpm could not install the packages; its message is above\.\n$/),
    });
    expect(existsSync(join(folder, STAMP))).toBe(false);
    expect((await setUp(folder)).code).toBe(0);
  });

  test("says what to do where npm's install scripts are off, so that Node 24 is missing", async () => {
    const folder = project();
    rmSync(join(folder, OWN_NODE));
    const ended = await setUp(folder);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("Run `npm rebuild node --ignore-scripts=false`") });
    expect(existsSync(join(folder, STAMP))).toBe(false);
  });
});
