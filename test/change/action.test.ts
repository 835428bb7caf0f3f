import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { MARKER } from "../../dsl/change/show/markdown.ts";
import { ROOT, run, sluice } from "../cli/child.ts";
import { newFolder, put } from "../cli/folders.ts";
import { TRANSFORMS } from "../cli/lake.ts";
import { expectGood } from "../cli/outcome.ts";
import { ACTION, actionSteps } from "./action-steps.ts";
import { AUTHOR, GitHub, PULL_REQUEST, REPOSITORY } from "./github.ts";

/** The repository on the server: `work` left `main`, drops a column that `main` had then, and `main` has gone on. */
const origin = newFolder();
const gitIn = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.test", ...args], { cwd, encoding: "utf8" }).trim();
const git = (...args: readonly string[]): string => gitIn(origin, ...args);
const DROPPED = "column-dropped visits_named.pages int32";
const VISITS_NAMED = "transforms/tidy/visits-named.ts";
const VISITS_PER_NAME = "transforms/counted/visits-per-name.ts";

function edit(path: string, text: string, instead: string): void {
  const before = readFileSync(join(origin, path), "utf8");
  expect(before.split(text)).toHaveLength(2);
  writeFileSync(join(origin, path), before.replace(text, instead));
}

async function commit(message: string): Promise<void> {
  expectGood(await sluice(["compile"], { cwd: origin }));
  git("add", ".");
  git("commit", "--quiet", `--message=${message}`);
}

beforeAll(async () => {
  put(origin, { ".gitignore": ".sluice/\n/dsl\n/node_modules\n" });
  put(join(origin, "transforms"), TRANSFORMS);
  git("init", "--quiet", "--initial-branch=main");
  await commit("The lake");
  git("checkout", "--quiet", "-b", "work");
  edit(VISITS_NAMED, '.select("name", "at", "pages")', '.select("name", "at")');
  edit(VISITS_PER_NAME, ", pages: visit.pages.sum()", "");
  edit(VISITS_PER_NAME, "(visit) =>", "() =>");
  await commit("Nobody reads pages");
  git("checkout", "--quiet", "main");
  edit("transforms/landing.ts", "/** Visits to the site. */", "/** Visits to the site, as it logs them. */");
  await commit("What visits are");
});

const github = new GitHub();
beforeEach(async () => {
  [github.comments, github.calls, github.refuses] = [[], [], undefined];
  await github.start();
});
afterEach(() => github.stop());

/** As `actions/checkout` leaves it: no branch, and Sluice installed. */
function checkout(...clone: readonly string[]): string {
  const folder = newFolder();
  gitIn(folder, "clone", "--quiet", ...clone, `file://${origin}`, ".");
  gitIn(folder, "checkout", "--quiet", "--detach", "origin/work");
  for (const name of ["dsl", "node_modules"]) symlinkSync(join(ROOT, name), join(folder, name));
  return folder;
}

/** Runs the steps as a runner does: one after the other, by its Bash, until one fails. */
async function action(cwd: string, inputs: Readonly<Record<string, string>> = {}) {
  const temp = newFolder();
  const summary = join(temp, "summary.md");
  writeFileSync(summary, "");
  const steps = actionSteps(inputs, {
    "github.token": "not-a-token",
    "github.base_ref": "main",
    "github.event.pull_request.html_url": "https://github.com/o/r/pull/7",
    "github.event.pull_request.number": PULL_REQUEST,
  });
  let code: number | null = 0;
  let output = "";
  for (const { name, env, script } of steps) {
    const file = join(temp, `${name}.sh`);
    writeFileSync(file, script);
    const ended = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
      cwd,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`,
        RUNNER_TEMP: temp,
        GITHUB_ACTION_PATH: ACTION,
        GITHUB_API_URL: github.url,
        GITHUB_REPOSITORY: REPOSITORY,
        GITHUB_STEP_SUMMARY: summary,
        ...env,
      },
    });
    output += ended.stdout + ended.stderr;
    code = ended.code;
    if (code !== 0) break;
  }
  return { code, output, summary: readFileSync(summary, "utf8") };
}

const acknowledge = (folder: string): void => {
  put(folder, { "transforms/breaks.json": JSON.stringify({ breaks: BROKEN.map((change) => ({ change, reason: "nobody reads it" })) }) });
};
const BROKEN = [DROPPED, "column-dropped visits_per_name.pages int64, may be null"];

test("it compares with where the pull request left its branch, and fails until the breaks are acknowledged; one comment says so", async () => {
  const folder = checkout();
  gitIn(folder, "update-ref", "-d", "refs/remotes/origin/main");
  const broken = await action(folder);
  expect(broken).toMatchObject({ code: 1, summary: github.comments[0]?.body });
  expect(broken.output.trim().split("\n")).toEqual(BROKEN.map((change) => `::error::Not acknowledged in breaks.json: ${change}`));
  expect(github.comments).toMatchObject([{ user: { login: AUTHOR } }]);
  const [comment] = github.comments;
  expect(comment?.body).toContain(git("merge-base", "main", "work").slice(0, 12));
  expect(comment?.body).toContain("https://github.com/o/r/pull/7/files");
  expect(comment?.body).not.toContain("as it logs them");

  acknowledge(folder);
  expect(await action(folder)).toMatchObject({ code: 0, output: "" });
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain("nobody reads it");
});

test("a change and a message are one annotation each, whatever stands in them", async () => {
  const folder = newFolder();
  const hostile = "column-dropped a.b\n::error::forged\r\u001b[2J pass\u200bword \u202e";
  const json = join(folder, "plan.json");
  writeFileSync(json, JSON.stringify({ ok: false, diagnostics: [{ message: hostile }] }));
  const ended = await run(process.execPath, [join(ACTION, "comment.mjs"), join(folder, "none.md"), json], { cwd: folder });
  const shown = "column-dropped a.b␊::error::forged␍␛[2J pass<U+200B>word <U+202E>";
  expect(ended.stdout).toBe(`::error::${shown}\n::error::There is no plan: \`sluice plan\` failed.\n`);
});

test("the token of a fork may not comment: the plan is in the summary", async () => {
  github.refuses = 403;
  const folder = checkout();
  acknowledge(folder);
  const { code, output, summary } = await action(folder);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^::warning::The plan is not in a comment: .* 403 .*\n$/) });
  expect(summary).toContain("nobody reads it");
});

test("another base, folder and author are taken when they are named", async () => {
  const folder = checkout();
  gitIn(folder, "mv", "generated", "made");
  gitIn(folder, "mv", "transforms", "declared");
  const inputs = { base: git("rev-parse", "work"), out: "made", transforms: "declared", author: "somebody", token: "another" };
  github.comments = [{ id: 1, body: `${MARKER}\nbefore\n`, user: { login: "somebody" } }];
  // Nothing of that commit is in the folder that is named.
  expect(await action(folder, inputs)).toMatchObject({ code: 0 });
  expect(github.comments).toMatchObject([{ body: expect.stringContaining("which has no made") }]);
  expect(github.calls.at(-1)).toMatch(/ Bearer another$/);
});

test("a shallow clone is told what to do", async () => {
  const { code, output } = await action(checkout("--depth=1", "--no-single-branch"));
  expect(code).not.toBe(0);
  expect(output).toContain("::error::");
  expect(output).toContain("fetch-depth: 0");
  expect(github.calls).toEqual([]);
});

test("generated files that were not compiled again fail it, and the comment says what the transforms mean now", async () => {
  const folder = checkout();
  acknowledge(folder);
  const towns = join(folder, "transforms/tidy/towns.ts");
  writeFileSync(towns, readFileSync(towns, "utf8").replace("row.town.isNotNull()", "row.id.gt(1)"));
  const { code, output } = await action(folder);
  expect(code).toBe(1);
  expect(output).toContain("::error::Not what the transforms compile to: generated/tidy/towns/job.py. Run `npx sluice compile`");
  expect(github.comments[0]?.body).toContain("people.id > 1");
  writeFileSync(towns, "export const towns: = 1;");
  expect((await action(folder)).output).toMatch(/::error::There is no plan: `sluice plan` failed\./);
});

test("without a plan it says why, and makes no comment", async () => {
  const { code, output } = await action(checkout(), { base: "no-such-commit" });
  expect(code).toBe(1);
  expect(output).toMatch(/::error::.*no-such-commit/);
  expect(github.calls).toEqual([]);
});
