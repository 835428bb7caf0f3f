import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { runLake } from "../../dsl/run/run.ts";
import { LONG_EXPRESSIONS, LONG_ROWS } from "../backends/long-expressions.ts";
import { RUFF, ruffSays } from "../backends/pyspark/tools.ts";
import { lines, put, rowsOf } from "./fixture.ts";

test("expressions of 2,000 parts compile and run on DuckDB", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-long-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [transforms, landing, lake] = [join(folder, "transforms"), join(folder, "landing"), join(folder, "lake")];
  put(join(transforms, "lake.ts"), LONG_EXPRESSIONS);
  put(join(landing, "t/1.json"), lines(LONG_ROWS));
  const { plan, files, diagnostics } = await compileApart({ transforms, cache: join(folder, "cache"), cwd: process.cwd() });
  expect(diagnostics).toEqual([]);
  if (plan === undefined) return;
  await runLake(plan, { landing, lake });
  const found = Object.fromEntries(await Promise.all(plan.tables.map(async ({ name }) => [name, await rowsOf(lake, name)])));
  expect(found).toEqual({
    any: ['{"id":3998}'],
    any_from_the_right: ['{"id":3998}'],
    all: ['{"id":1}', '{"id":3998}'],
    joined: ['{"id":1,"long":1201}', '{"id":3998,"long":6005}'],
    chosen: ['{"id":1,"by":"no"}', '{"id":3998,"by":"k1999"}'],
  });
  if (RUFF === undefined) return;
  for (const [path, content] of files) {
    if (path.endsWith("job.py")) expect(ruffSays(String(content))).toEqual({ format: "", check: "" });
  }
});
