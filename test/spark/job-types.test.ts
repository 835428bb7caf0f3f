import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { casesOf, firstSeed } from "../deep/cases.ts";
import { randomJob } from "../random/jobs.ts";
import { setUpSpark } from "./setup.mjs";

// mypy, as strictly as on the runtime, with the types that PySpark comes with: what it cannot see is whether a column is there.
const ROOT = join(import.meta.dirname, "../..");
const FIRST = firstSeed(1);
const CASES = casesOf(100, 2000);

const folder = mkdtempSync(join(tmpdir(), "sluice-job-types-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Checked {
  readonly good: boolean;
  readonly printed: string;
}

function typesOf(jobs: string): Checked {
  const args = ["-m", "mypy", "--config-file", join(ROOT, "pyproject.toml"), "--cache-dir", join(folder, "cache"), jobs];
  const { status, stdout, stderr } = spawnSync(setUpSpark().python, args, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 28 });
  return { good: status === 0, printed: stdout + stderr };
}

/** Every job below a folder, under a name of its own. */
function copyJobs(from: string, to: string): number {
  const jobs = readdirSync(join(ROOT, from), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("job.py"));
  for (const path of jobs) cpSync(join(ROOT, from, path), join(to, `${from}_${path}`.replaceAll(/\W+/g, "_").replace(/_py$/, ".py")));
  return jobs.length;
}

test(`every generated script has right types (seeds ${FIRST} to ${FIRST + CASES - 1})`, { timeout: 600_000 }, () => {
  const jobs = mkdtempSync(join(folder, "jobs-"));
  const copied = copyJobs("generated", jobs) + copyJobs("test/scenarios", jobs);
  for (let seed = FIRST; seed < FIRST + CASES; seed++) writeFileSync(join(jobs, `seed_${seed}.py`), randomJob(seed).script);
  const { good, printed } = typesOf(jobs);
  expect(printed).toContain(`Success: no issues found in ${copied + CASES} source files`);
  expect(good).toBe(true);
});

test("a wrong type is noticed", () => {
  const jobs = mkdtempSync(join(folder, "wrong-"));
  writeFileSync(join(jobs, "wrong.py"), randomJob(1).script.replace("sluice.run(result)", 'sluice.run("result")'));
  expect(typesOf(jobs)).toMatchObject({ good: false, printed: expect.stringContaining('incompatible type "str"') });
});
