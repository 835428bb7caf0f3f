import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sluice } from "../cli/child.ts";
import { filesIn, newFolder, put } from "../cli/folders.ts";
import { TRANSFORMS } from "../cli/lake.ts";
import { answerOf, codesOf, expectGood, expectRefused } from "../cli/outcome.ts";

/** A repository whose branch `main` has the lake, and whose branch `work` drops a column of it. */
const repository = newFolder();
const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.test", ...args], { cwd: repository, encoding: "utf8" });
const at = (...path: readonly string[]): string => join(repository, ...path);
const run = (...args: readonly string[]) => sluice(args, { cwd: repository });

const DROPPED = "column-dropped visits_named.pages int32";

function edit(path: string, text: string, instead: string): void {
  const before = readFileSync(at(path), "utf8");
  expect(before.split(text)).toHaveLength(2);
  writeFileSync(at(path), before.replace(text, instead));
}

const breaks = (...changes: readonly string[]): void => {
  put(at("transforms"), { "breaks.json": JSON.stringify({ breaks: changes.map((change) => ({ change, reason: "nobody reads it" })) }) });
};

beforeAll(async () => {
  put(at("transforms"), TRANSFORMS);
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(at(".gitignore"), ".sluice/\n");
  expectGood(await run("compile"));
  git("add", ".");
  git("commit", "--quiet", "--message=The lake");
  git("checkout", "--quiet", "-b", "work");
  edit("transforms/tidy/visits-named.ts", '.select("name", "at", "pages")', '.select("name", "at")');
  edit("transforms/counted/visits-per-name.ts", ", pages: visit.pages.sum()", "");
  edit("transforms/counted/visits-per-name.ts", "(visit) =>", "() =>");
  expectGood(await run("compile"));
});

describe("in a git repository", () => {
  test("plan compares with where the branch left the default one, without touching the checkout", async () => {
    const before = filesIn(at("transforms"));
    const head = git("rev-parse", "--abbrev-ref", "HEAD");
    const ended = await run("plan");
    expectGood(ended);
    expect(ended.stdout).toMatch(/^Since main \([0-9a-f]{12}\): 2 breaking\n/);
    expect(ended.stdout).toContain("column pages dropped; it was int32");
    expect(ended.stdout).toContain(`To acknowledge in transforms/breaks.json, or to undo\n  ${DROPPED}\n`);
    expect(filesIn(at("transforms"))).toEqual(before);
    expect(git("rev-parse", "--abbrev-ref", "HEAD")).toBe(head);
  });

  test("plan is of what the transforms compile to now, and says which generated files are not that", async () => {
    const towns = "transforms/tidy/towns.ts";
    edit(towns, "row.town.isNotNull()", "row.town.isNotNull().and(row.id.gt(1))");
    const before = filesIn(at("generated"));
    const ended = await run("plan");
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("now: people.id > 1");
    expect(ended.stderr).toMatch(
      /^warning\[generated-behind\]: \d+ files in generated \(generated\/\S+, \.\.\.\) are not what transforms compiles to/,
    );
    expect(ended.stderr).toContain("npx sluice compile");
    const answer = answerOf(await run("plan", "--json", "--markdown", ".sluice/plan.md"));
    expect(answer).toMatchObject({ ok: true, diagnostics: [{ code: "generated-behind" }] });
    expect((answer as unknown as { outdated: unknown }).outdated).toContain("generated/tidy/towns/job.py");
    expect(readFileSync(at(".sluice/plan.md"), "utf8")).toContain("not what the transforms compile to: run `npx sluice compile`");

    edit(towns, "row.id.gt(1)", "row.idd.gt(1)");
    expectRefused(await run("plan"), ["unknown-column"], "did you mean `id`?");
    expect(filesIn(at("generated"))).toEqual(before);
    git("checkout", "--quiet", "--", towns);
  });

  test("a commit and a folder give the same", async () => {
    const folder = newFolder();
    for (const [path, text] of Object.entries(filesAt("main"))) put(folder, { [path]: text });
    const [commit, tree] = await Promise.all([run("plan", "--base", "main", "--json"), run("plan", "--base", folder, "--json")]);
    const data = [commit, tree].map((ended) => ({ ...answerOf(ended), base: "" }));
    expect(data[0]).toEqual(data[1]);
    expect(data[0]).toMatchObject({ ok: true, unacknowledged: [DROPPED, "column-dropped visits_per_name.pages int64, may be null"] });
  });

  test("--markdown writes the comment, with a link to the script's difference", async () => {
    const ended = await run("plan", "--markdown", ".sluice/plan.md", "--diff-url", "https://github.example/o/r/pull/7/files");
    expectGood(ended);
    expect(ended.stdout).toMatch(/^Since main/);
    const markdown = readFileSync(at(".sluice/plan.md"), "utf8");
    expect(markdown).toMatch(/^<!-- sluice plan -->\n### Sluice plan: 2 breaking\n/);
    const place = createHash("sha256").update("generated/tidy/visits_named/job.py").digest("hex");
    expect(markdown).toContain(`(https://github.example/o/r/pull/7/files#diff-${place})`);
    const printed = await run("plan", "--markdown", "-");
    expect(printed.stdout).toMatch(/^<!-- sluice plan -->\n/);
  });

  test("check fails until each break is acknowledged, and for an acknowledgement of none", async () => {
    const refused = await run("check");
    expectRefused(
      refused,
      ["unacknowledged-break", "unacknowledged-break"],
      /visits_named: column pages dropped; it was int32 \(since main/,
    );
    breaks(DROPPED, "column-dropped visits_per_name.pages int64, may be null");
    const good = await run("check");
    expectGood(good);
    expect(good.stdout).toMatch(/Since main \([0-9a-f]{12}\), nothing breaks that is not acknowledged\.\n$/);
    breaks(DROPPED, "column-dropped visits_per_name.pages int64, may be null", "column-dropped towns.town string");
    expectRefused(await run("check"), ["stale-acknowledgement"], "column-dropped towns.town string");
    breaks(DROPPED);
    expect(codesOf(answerOf(await run("check", "--json")))).toEqual(["unacknowledged-break"]);
  });

  test("plan --acknowledge writes them, and what the base has acknowledged is done with", async () => {
    breaks("column-dropped towns.town string");
    const ended = await run("plan", "--acknowledge", "nobody reads it");
    expectGood(ended);
    expect(ended.stdout).toMatch(/2 acknowledgements written to transforms\/breaks\.json\.\n$/);
    expect(JSON.parse(readFileSync(at("transforms/breaks.json"), "utf8")).breaks).toEqual([
      { change: DROPPED, reason: "nobody reads it" },
      { change: "column-dropped visits_per_name.pages int64, may be null", reason: "nobody reads it" },
    ]);
    expectGood(await run("check"));
    git("add", ".");
    git("commit", "--quiet", "--message=Pages go");
    // As it is when the branch has been merged: nothing has changed, and nothing is stale.
    expectGood(await run("check", "--base", "work"));
    expectRefused(await run("check", "--base", "nowhere"), ["unknown-base"], "`nowhere` is no folder, and no commit that git knows here");
  });

  test("a file of acknowledgements that is none is named", async () => {
    for (const text of ["{", '{"breaks":[{"change":"x","reason":" "}]}', '{"breaks":[],"more":1}']) {
      writeFileSync(at("transforms/breaks.json"), text);
      expectRefused(await run("plan"), ["breaks-file-wrong"], "transforms/breaks.json is not a file of acknowledged changes");
    }
    git("checkout", "--quiet", "--", "transforms/breaks.json");
  });
});

test("generated files of another version are refused, by file and place", async () => {
  const folder = newFolder();
  const write = (manifest: unknown): string => put(folder, { "manifest.json": JSON.stringify(manifest) });
  write({ version: 2, tables: [], files: {} });
  expectRefused(
    await run("plan", "--base", folder),
    ["tree-unreadable"],
    /manifest\.json of .* has format 2, and this Sluice reads format 1/,
  );
  write({ version: 1, tables: [{ name: "towns" }], files: {} });
  expectRefused(await run("plan", "--base", folder), ["tree-unreadable"], /tables\.0\.zone/);
  put(folder, filesAt("main"));
  put(folder, { "tidy/visits_named/plan.json": "{}" });
  expectRefused(await run("plan", "--base", folder), ["tree-unreadable"], /is not the file that manifest\.json names/);
});

test("without git there is nothing to compare with, and check says so", async () => {
  const folder = put(newFolder(), { "transforms/towns.ts": String(TRANSFORMS["landing.ts"]) });
  const alone = (...args: readonly string[]) => sluice(args, { cwd: folder, env: { GIT_CEILING_DIRECTORIES: join(folder, "..") } });
  expectGood(await alone("compile"));
  const checked = await alone("check");
  expectGood(checked);
  expect(checked.stdout).toContain("Changes were not looked at: the default branch is not here: there is no git");
  expectRefused(await alone("plan"), ["unknown-base"], "there is no git");
});

test("a checkout that was cut off before the default branch fails check in a build, and says what to do", async () => {
  git("add", ".");
  git("commit", "--quiet", "--allow-empty", "--message=Work");
  const cut = newFolder();
  execFileSync("git", ["clone", "--quiet", "--depth=1", "--branch=work", `file://${repository}`, cut]);
  const check = (ci: string | undefined) => sluice(["check"], { cwd: cut, env: { CI: ci } });
  const cannot = /changes cannot be compared here: .* shallow clone/;
  // At first the branch that was cloned is the default one, so it would be compared with itself.
  expectRefused(await check("true"), ["changes-not-compared"], cannot);
  expectGood(await check(undefined));
  execFileSync("git", ["update-ref", "-d", "refs/remotes/origin/HEAD"], { cwd: cut });
  expectRefused(await check("true"), ["changes-not-compared"], cannot, "fetch-depth: 0");
  const own = await check(undefined);
  expectGood(own);
  expect(own.stdout).toContain("git fetch --unshallow");
  expectRefused(await sluice(["plan"], { cwd: cut }), ["unknown-base"], "fetch-depth: 0");
  // Since its own files nothing changes, so there is nothing to acknowledge either.
  rmSync(join(cut, "transforms/breaks.json"), { force: true });
  expectGood(await sluice(["check", "--base", "generated"], { cwd: cut, env: { CI: "true" } }));
});

test("the figures of a last run are taken, in both forms, and nothing else", async () => {
  const cost = async (figures: unknown): Promise<unknown> => {
    writeFileSync(at(".sluice/last.json"), JSON.stringify(figures));
    const ended = await run("plan", "--base", "main", "--last-run", ".sluice/last.json", "--json");
    return (answerOf(ended) as unknown as { jobs: { jobs: unknown } }).jobs.jobs;
  };
  const jobs = (seconds: number) => [
    expect.objectContaining({ table: "visits_named", seconds }),
    expect.objectContaining({ table: "visits_per_name" }),
  ];
  const glue = { JobRuns: [{ JobName: "sluice-dev-visits_named-job", JobRunState: "SUCCEEDED", ExecutionTime: 3600 }] };
  expect(await cost(glue)).toEqual(jobs(3600));
  expect(await cost({ tables: [{ table: "visits_named", ms: 90_000 }] })).toEqual(jobs(90));
  writeFileSync(at(".sluice/last.json"), "[]");
  expectRefused(await run("plan", "--last-run", ".sluice/last.json"), ["run-metrics-wrong"], "it has neither `JobRuns` nor `tables`");
});

/** The generated files of a branch. */
function filesAt(branch: string): Record<string, string> {
  const paths = git("ls-tree", "-r", "--name-only", branch, "generated/").trim().split("\n");
  return Object.fromEntries(paths.map((path) => [path.slice("generated/".length), git("show", `${branch}:${path}`)]));
}
