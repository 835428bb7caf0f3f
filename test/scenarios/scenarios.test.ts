import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";
import { sourcesOf } from "../../dsl/diagnostics/sources.ts";

/**
 * Each folder is a scenario: `transforms/` in, and either `diagnostics.txt`, the message as a terminal 100 wide shows
 * it, or `generated/`, every job and DDL, out. `UPDATE_SCENARIOS=1 npx vitest run test/scenarios` writes what comes out
 * now: read the diff.
 */
const here = import.meta.dirname;
const cache = mkdtempSync(join(tmpdir(), "sluice-scenarios-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const scenarios = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const shown = /\/(job\.py|table\.sql)$/;

describe.each(scenarios)("%s", (name) => {
  test("compiles to what stands beside it", async () => {
    const folder = join(here, name);
    const { files, diagnostics } = await compileApart({ transforms: join(folder, "transforms"), cache, cwd: folder });
    const actual = new Map([...files].filter(([path]) => shown.test(path)).map(([path, text]) => [`generated/${path}`, text]));
    const messages = renderDiagnostics(diagnostics, sourcesOf(diagnostics, folder), { colour: false, width: 100 });
    if (messages !== "") actual.set("diagnostics.txt", `${messages}\n`);
    if (process.env.UPDATE_SCENARIOS === "1") replaceExpected(folder, actual);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expectedIn(folder)));
    expect(actual.size).toBeGreaterThan(0);
  });
});

function expectedIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  return new Map(
    paths
      .filter((path) => path === "diagnostics.txt" || path.startsWith("generated/"))
      .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}

function replaceExpected(folder: string, actual: ReadonlyMap<string, string>): void {
  for (const path of ["generated", "diagnostics.txt"]) if (existsSync(join(folder, path))) rmSync(join(folder, path), { recursive: true });
  for (const [path, text] of actual) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
