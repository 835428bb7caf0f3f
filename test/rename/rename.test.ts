import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RENAME_CASES } from "./cases.ts";
import type { CaseOutcome } from "./run-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-rename-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let outcomes: readonly CaseOutcome[] = [];
beforeAll(() => {
  const program = join(import.meta.dirname, "run-cases.ts");
  const printed = execFileSync(process.execPath, [program, folder], { encoding: "utf8", maxBuffer: 2 ** 28, timeout: 300_000 });
  outcomes = printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as CaseOutcome);
}, 300_000);

describe.each(RENAME_CASES.map((item, i) => ({ ...item, i })))("$name", ({ i, files, after, refused }) => {
  test(after === undefined ? "is refused" : "changes these lines and no other", () => {
    const outcome = outcomes[i];
    if (refused !== undefined) {
      expect(outcome?.refused?.slice(0, refused.length)).toBe(refused);
      for (const [path, text] of Object.entries(files))
        expect(readFileSync(join(folder, String(i), "transforms", path), "utf8")).toBe(text);
    } else {
      expect(outcome?.refused).toBeUndefined();
      expect(outcome?.after).toEqual(after);
    }
    expect(outcome?.diagnostics).toEqual([]);
  });
});

test("every column of STEDI's lake can be renamed, but raw keys of files that keep them", { timeout: 300_000 }, () => {
  const program = join(import.meta.dirname, "every-column.ts");
  const lines = execFileSync(process.execPath, [program, resolve("transforms")], { encoding: "utf8", timeout: 300_000 })
    .trim()
    .split("\n");
  expect(lines.filter((line) => !/^[a-z_]+_landing\.[A-Za-z]+ false rename-raw-key:/.test(line))).toEqual([
    expect.stringMatching(/^[1-9][0-9]+ renamed$/),
  ]);
});

test("the types still fit", { timeout: 300_000 }, () => {
  const project = resolve(".");
  const config = {
    extends: join(project, "tsconfig.json"),
    compilerOptions: { paths: { sluice: [join(project, "dsl/index.ts")] } },
    include: ["*/**/*.ts"],
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
  expect(typeErrors(join(folder, "tsconfig.json"))).toBe("");
});

function typeErrors(config: string): string {
  try {
    return execFileSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "--noEmit", "-p", config], { encoding: "utf8" });
  } catch (failure) {
    return String((failure as { stdout: unknown }).stdout);
  }
}
