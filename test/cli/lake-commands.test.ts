import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sluice } from "./child.ts";
import { newFolder, put, under } from "./folders.ts";
import { landing, TRANSFORMS } from "./lake.ts";
import { answerOf, codesOf, expectGood, expectRefused } from "./outcome.ts";

const transforms = put(newFolder(), TRANSFORMS);

/** In the place of Python: notes how it was called and answers. That the runtime really answers so is held by test/spark. */
const PYTHON = `#!/bin/sh
echo "$*" >> "$CALLS"
[ -z "$SENTENCE" ] || { echo "sluice: $3: $SENTENCE" >&2; exit 1; }
case "$3" in
  history) echo '{"tables":[{"table":"towns","zone":"tidy","versions":[{"id":"v2","at":"2026-01-02T00:00:00Z","rows":4,"current":false},{"id":"v1","at":"2026-01-01T00:00:00Z","rows":3,"current":true}]}]}' ;;
  rollback) echo '{"table":"towns","from":"v2","to":"v1","rows":3}' ;;
  verify) echo '{"event":"verifying","table":"towns","version":"v2","done":0,"of":1}' >&2
    echo '{"tables":[{"table":"towns","zone":"tidy","versions":[{"id":"v2","at":"2026-01-02T00:00:00Z","current":true,"files":2,"bytes":null,"checked":"size","quarantine":"expired","faults":[]}]}]}' ;;
  clean) echo '{"removed":[{"path":"staging/x","bytes":1200}],"kept":7}' ;;
esac
`;

describe.concurrent("versions of a lake", { timeout: 120_000 }, () => {
  test("of the embedded engine are shown, gone back to, and cleaned", async () => {
    const cwd = put(newFolder(), under(".sluice/landing", landing()));
    const said = async (...args: readonly string[]) => answerOf(await sluice([...args, "--json"], { cwd }));
    expect(codesOf(await said("history"))).toEqual(["no-lake"]);
    for (let run = 0; run < 2; run++) expect((await sluice(["run", "--transforms", transforms], { cwd })).code).toBe(0);
    const [first] = (await said("history", "towns")).tables as {
      table: string;
      versions: { id: string; rows: number; current: boolean }[];
    }[];
    const [now, before] = first?.versions ?? [];
    expect([now?.current, before?.current, now?.rows]).toEqual([true, false, before?.rows]);
    const shown = await sluice(["history", "towns"], { cwd });
    expectGood(shown);
    expect(shown.stdout).toBe(
      `zone  table  version                             rows\ntidy  towns  ${now?.id}  current     3\ntidy  towns  ${before?.id}              3\n`,
    );
    const back = await sluice(["rollback", "towns"], { cwd });
    expectGood(back);
    expect(back.stdout).toBe(`towns is version ${before?.id} again: 3 rows. It was ${now?.id}, which stays: \`sluice history towns\`.\n`);
    expect(await said("rollback", "towns", "--to", `${now?.id}`)).toMatchObject({ table: "towns", from: before?.id, to: now?.id, rows: 3 });
    const left = "data/tidy/towns/20200101T000000Z-00000000.parquet";
    put(join(cwd, ".sluice/lake/duckdb"), { [left]: "four" });
    const would = await sluice(["clean", "--dry-run"], { cwd });
    expectGood(would);
    expect(would.stdout).toBe(`${left}\n1 file (4 bytes) would go; 10 stay.\n`);
    expect(existsSync(join(cwd, ".sluice/lake/duckdb", left))).toBe(true);
    expect(await said("clean")).toMatchObject({ engine: "duckdb", removed: [{ path: left, bytes: 4 }], kept: 10, dryRun: false });
    expect(existsSync(join(cwd, ".sluice/lake/duckdb", left))).toBe(false);
    expectRefused(await sluice(["history", "town"], { cwd }), ["unknown-table"], "towns");
    expectRefused(await sluice(["clean", "--older-than", "x"], { cwd }), ["invalid-value"], "a whole number from 0 on");
  });

  test("of the embedded engine are held against what their runs wrote", async () => {
    const cwd = put(newFolder(), under(".sluice/landing", landing()));
    const lake = join(cwd, ".sluice/lake/duckdb");
    expect((await sluice(["run", "--transforms", transforms, "--shared-with-group"], { cwd })).code).toBe(0);
    expect(statSync(lake).mode & 0o7777).toBe(0o2770);
    const checked = await sluice(["verify"], { cwd });
    expectGood(checked);
    expect(checked.stdout).toMatch(
      /tidy +towns +\S+ +current +whole +1 +[\d,]+\n[\s\S]*\nNothing is missing, cut or changed in \d+ versions\.\n$/,
    );
    const [file = ""] = readdirSync(join(lake, "data/tidy/towns"));
    put(join(lake, "data/tidy/towns"), { [file]: "cut" });
    const damaged = await sluice(["verify"], { cwd });
    expect([damaged.code, damaged.stderr, damaged.stdout]).toEqual([
      1,
      expect.stringMatching(/error\[version-damaged\][\s\S]*has 3 bytes, where the run wrote \d+/),
      expect.stringMatching(/damaged[\s\S]*\n1 version of \d+ is damaged\.\n$/),
    ]);
    const answer = answerOf(await sluice(["verify", "towns", "--json"], { cwd }));
    expect([answer.ok, codesOf(answer)]).toEqual([false, ["version-damaged"]]);
    expect(answer).toMatchObject({ engine: "duckdb", tables: [{ table: "towns", versions: [{ checked: "sha256", faults: [{}] }] }] });
    expectRefused(await sluice(["verify", "town"], { cwd }), ["unknown-table"], "towns");
  });

  test("of Spark: the same commands, which the runtime answers", async () => {
    const cwd = put(newFolder(), { python: PYTHON, "lake/sluice-lake.json": '{"engine":"spark"}', "empty/.keep": "" });
    chmodSync(join(cwd, "python"), 0o755);
    expect((await sluice(["compile", "--transforms", transforms], { cwd })).code).toBe(0);
    const calls = join(cwd, "calls");
    const env = { SLUICE_SPARK_PYTHON: join(cwd, "python"), SLUICE_SPARK_JARS: "/iceberg.jar", CALLS: calls, PYTHONPATH: undefined };
    const on = (...args: readonly string[]) => sluice(args, { cwd, env });
    const history = await on("history", "--lake", "lake");
    expectGood(history);
    expect(history.stdout).toBe(
      "zone  table  version           rows\ntidy  towns  v2                   4\ntidy  towns  v1       current     3\n",
    );
    const back = await on("rollback", "towns", "--lake", "lake", "--to", "v1");
    expect(back.stdout).toBe("towns is version v1 again: 3 rows. It was v2, which stays: `sluice history towns`.\n");
    const cleaned = await on("clean", "--lake", "lake", "--dry-run", "--older-than", "2");
    expect(cleaned.stdout).toBe("staging/x\n1 file (1,200 bytes) would go; 7 stay.\n");
    const verified = await on("verify", "towns", "--lake", "lake");
    expectGood(verified);
    expect(verified.stdout).toMatch(/towns +v2 +current +sizes are right, quarantine expired +2/);
    expect((await on("clean", "--lake", "lake", "--quarantine-days", "30")).code).toBe(0);
    const json = answerOf(await on("history", "towns", "--lake", "lake", "--engine", "spark", "--json"));
    expect(json).toMatchObject({ engine: "spark", tables: [{ table: "towns", zone: "tidy" }] });
    const places = `--generated ${join(cwd, "generated")} --lake ${join(cwd, "lake")}`;
    expect(readFileSync(calls, "utf8").trim().split("\n")).toEqual([
      `-m sluice history ${places}`,
      `-m sluice rollback towns --to=v1 ${places}`,
      `-m sluice clean --older-than=2 --dry-run ${places}`,
      `-m sluice verify towns ${places}`,
      `-m sluice clean --older-than=0 --quarantine-days=30 ${places}`,
      `-m sluice history towns ${places}`,
    ]);
    expectRefused(await on("rollback", "town", "--lake", "lake"), ["unknown-table"], "towns");
    expectRefused(await on("history", "--lake", "lake", "--generated", "none"), ["cannot-read"], "none/manifest.json");
    expectRefused(await on("history", "--engine", "spark", "--lake", "none"), ["no-lake"]);
    expectRefused(await on("history", "--engine", "duckdb", "--lake", "lake"), ["lake-of-another-engine"]);
    const failed = await sluice(["rollback", "towns", "--lake", "lake"], {
      cwd,
      env: { ...env, SENTENCE: "towns has no earlier version" },
    });
    expectRefused(failed, ["spark-run-failed"], "error[spark-run-failed]: towns has no earlier version");
    const wrong = await on("history", "--glue", "5.1");
    expect([wrong.code, wrong.stderr.split("\n")[0]]).toEqual([2, "sluice: --glue is only for a lake of Spark"]);
  });
});
