import { appendFileSync, chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Ended, sluice } from "./child.ts";
import { newFolder, put, under } from "./folders.ts";
import { landing, TRANSFORMS } from "./lake.ts";
import { expectRefused } from "./outcome.ts";

const transforms = put(newFolder(), TRANSFORMS);

/**
 * In the place of Python: notes how it was called and says what the jobs would. That the jobs really say it is held by
 * test/spark.
 */
const PYTHON = `#!/bin/sh
echo "$PYTHONPATH $*" >> "$CALLS"
echo 'WARN Spark talks' >&2
[ -z "$SENTENCE" ] || { echo "sluice: lake: $SENTENCE" >&2; exit 1; }
said() {
  echo "{\\"event\\":\\"started\\",\\"table\\":\\"$1\\"}" >&2
  echo "{\\"event\\":\\"written\\",\\"table\\":\\"$1\\",\\"rows\\":$2,\\"ms\\":7.4}" >&2
  echo "{\\"table\\":\\"$1\\",\\"zone\\":\\"tidy\\",\\"rows\\":$2,\\"quarantined\\":1,\\"ms\\":7,\\"path\\":\\"/lake/$1\\",\\"format\\":\\"iceberg\\",\\"snapshot\\":\\"s\\",\\"script\\":null,\\"sources\\":[{\\"name\\":\\"people\\",\\"files\\":1,\\"passedOver\\":{\\"count\\":0,\\"files\\":[]},\\"records\\":7,\\"rows\\":6,\\"quarantined\\":1,\\"bytes\\":70,\\"quarantinedBytes\\":10,\\"unknownKeys\\":[],\\"reasons\\":[],\\"quarantine\\":\\"/lake/bad\\"}]}"
}
case "$*" in
  *towns/job.py*) said towns 3 ;;
  *visits_named/job.py*) said visits_named 12 ;;
  *visits_per_name/job.py*) said visits_per_name 6 ;;
  *) said towns 3; said visits_named 12 ;;
esac
`;

interface Place {
  readonly cwd: string;
  readonly calls: () => readonly string[];
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
}

/** A working folder with landing files and what the transforms compile to. */
async function place(): Promise<Place> {
  const cwd = put(newFolder(), { ...under(".sluice/landing", landing()), python: PYTHON });
  chmodSync(join(cwd, "python"), 0o755);
  expect((await sluice(["compile", "--transforms", transforms], { cwd })).code).toBe(0);
  const calls = join(cwd, "calls");
  const env = { SLUICE_SPARK_PYTHON: join(cwd, "python"), SLUICE_SPARK_JARS: "/iceberg.jar", CALLS: calls, PYTHONPATH: undefined };
  return {
    cwd,
    calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : []),
    run: (args, more = {}) => sluice(["run", "--engine", "spark", "--transforms", transforms, ...args], { cwd, env: { ...env, ...more } }),
  };
}

describe.concurrent("a run on Spark", { timeout: 120_000 }, () => {
  test("is one process, with what it says as progress and as a table", async () => {
    const { cwd, run, calls } = await place();
    const ended = await run([]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toBe("towns: 3 rows, 7 ms\nvisits_named: 12 rows, 7 ms\n");
    expect(ended.stdout).toMatch(
      /^zone +table +rows +quarantined +ms\nlanding +people +6 +1\ntidy +towns +3 +0 +7\ntidy +visits_named +12 +0 +7\n\nThe bad records of people are in \S+\nThe lake is in \.sluice\/lake\/spark, made in [0-9.]+ s\.\n$/,
    );
    const generated = join(cwd, "generated");
    expect(calls()).toEqual([
      `${generated} -m sluice --generated ${generated} --landing ${join(cwd, ".sluice/landing")} --lake ${join(cwd, ".sluice/lake/spark")}`,
    ]);
  });

  test("or a process for each job, in the order in which they need each other, of one list of landing files", async () => {
    const { cwd, run, calls } = await place();
    const ended = await run(["--session", "each", "--only", "visits_per_name", "--json"]);
    const answer = z.object({ engine: z.literal("spark"), tables: z.array(z.object({ table: z.string(), ms: z.number().nullable() })) });
    expect(answer.parse(JSON.parse(ended.stdout)).tables).toEqual([
      { table: "people", ms: null },
      { table: "visits_named", ms: 7 },
      { table: "visits_per_name", ms: 7 },
    ]);
    const scripts = calls().map((line) => line.split(" ").slice(1, 4));
    expect(scripts.map(([script]) => script)).toEqual([
      join(cwd, "generated/tidy/visits_named/job.py"),
      join(cwd, "generated/counted/visits_per_name/job.py"),
    ]);
    expect(new Set(scripts.map(([, option, id]) => `${option} ${id}`)).size).toBe(1);
  });

  test("of a lake without tables says that nothing was read", async () => {
    const { cwd, run, calls } = await place();
    const text = 'import { json, source } from "sluice";\nimport { z } from "zod";\n';
    const declared = 'export const people = source("people", { path: "people/", format: json(), row: z.object({ name: z.string() }) });\n';
    const sources = put(newFolder(), { "lake.ts": text + declared });
    expect((await sluice(["compile", "--transforms", sources], { cwd })).code).toBe(0);
    const ended = await run(["--transforms", sources]);
    expect([ended.code, ended.stdout, calls()]).toEqual([
      0,
      "Nothing was read: on Spark, sources are read by the jobs of tables, and the transforms declare no table.\n",
      [],
    ]);
  });

  test("does not run files that are not what the transforms compile to", async () => {
    const { cwd, run, calls } = await place();
    appendFileSync(join(cwd, "generated/tidy/towns/job.py"), "# by hand\n");
    expectRefused(await run([]), ["generated-stale"], "generated/tidy/towns/job.py");
    expect(calls()).toEqual([]);
  });

  test("and the embedded engine each keep to their own lake", async () => {
    const { cwd, run, calls } = await place();
    put(join(cwd, "lake"), { "sluice-lake.json": '{"engine":"spark"}' });
    expectRefused(await sluice(["run", "--transforms", transforms, "--lake", "lake"], { cwd }), ["lake-of-another-engine"]);
    expect((await sluice(["run", "--transforms", transforms], { cwd })).code).toBe(0);
    expectRefused(await run(["--lake", ".sluice/lake/duckdb"]), ["lake-of-another-engine"]);
    put(join(cwd, "own"), { "thesis.txt": "mine" });
    expectRefused(await run(["--lake", "own"]), ["not-a-lake"], "thesis.txt");
    expect(calls()).toEqual([]);
  });

  test("that fails says why, and nothing of what Spark talks", async () => {
    const { run } = await place();
    const ended = await run([], { SENTENCE: "the disk is full; nothing was committed" });
    expectRefused(ended, ["spark-run-failed"], "lake: the disk is full; nothing was committed");
    expect(ended.stderr).not.toContain("WARN");
    const json = await run(["--json"], { SENTENCE: "no" });
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, engine: "spark", tables: [] });
  });

  test("where Spark cannot be installed says what to do", async () => {
    const { cwd, run } = await place();
    const none = { SLUICE_SPARK_PYTHON: "", SLUICE_SPARK_HOME: join(cwd, "none"), PATH: "/nonexistent", JAVA_HOME: "" };
    expectRefused(await run([], none), ["spark-missing"], "no Python 3.11 or newer is on the PATH", "SLUICE_SPARK_PYTHON");
  });

  test("has options that the embedded engine has not", async () => {
    const { cwd } = await place();
    for (const option of ["--glue=5.1", "--session=each", "--generated=generated"]) {
      const ended = await sluice(["run", "--transforms", transforms, option], { cwd });
      expect([ended.code, ended.stderr.split("\n")[0]]).toEqual([2, `sluice: ${option.split("=")[0]} is only for \`--engine spark\``]);
    }
  });
});
