import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MARKER } from "../../dsl/change/show/markdown.ts";
import { newFolder, put } from "../cli/folders.ts";
import { ACTION } from "./action-steps.ts";
import { AUTHOR, GitHub, PULL_REQUEST, REPOSITORY } from "./github.ts";

const SCRIPT = join(ACTION, "comment.mjs");

const github = new GitHub();
beforeEach(async () => {
  [github.comments, github.calls, github.refuses] = [[], [], undefined];
  await github.start();
});
afterEach(() => github.stop());

const GOOD = { ok: true, diagnostics: [], unacknowledged: [], stale: [] };

async function run(markdown: string | undefined, plan: unknown, previews: Readonly<Record<string, string>> = {}) {
  const folder = newFolder();
  const [markdownFile, jsonFile, summary] = ["plan.md", "plan.json", "summary.md"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  if (markdown !== undefined) writeFileSync(markdownFile, markdown);
  writeFileSync(jsonFile, typeof plan === "string" ? plan : JSON.stringify(plan));
  writeFileSync(summary, "");
  put(join(folder, "previews"), previews);
  const child = spawn(process.execPath, [SCRIPT, markdownFile, jsonFile], {
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_TOKEN: "not-a-token",
      GITHUB_STEP_SUMMARY: summary,
      PULL_REQUEST,
      COMMENT_AUTHOR: AUTHOR,
      PREVIEWS: join(folder, "previews"),
    },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stderr.on("data", (data) => (stderr += data));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  expect(stderr).toBe("");
  return { code, stdout, summary: readFileSync(summary, "utf8") };
}

const plan = (text: string): string => `${MARKER}\n${text}\n`;

test("what Pulumi previews stands below the plan, folded, and as text", async () => {
  const said = "    + 2 to create\n```\n@everybody \u202e# no heading";
  await run(plan("the plan"), GOOD, { "prod.txt": said, "dev.txt": "    5 unchanged", "notes.md": "no preview" });
  const [body = ""] = github.comments.map((one) => one.body);
  expect(body.startsWith(plan("the plan"))).toBe(true);
  expect(body).toContain("<summary>pulumi preview --stack dev</summary>\n\n```text\n    5 unchanged\n```\n");
  expect(body).toContain("\n````text\n    + 2 to create\n```\n@everybody <U+202E># no heading\n````\n");
  expect(body).not.toContain("no preview");
});

test("previews that are too long for a comment are cut, and it is said", async () => {
  await run(plan("the plan"), GOOD, { "dev.txt": "x".repeat(60_000), "prod.txt": "y".repeat(60_000) });
  const [body = ""] = github.comments.map((one) => one.body);
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body.match(/the rest is in the log of the job/g)).toHaveLength(2);
});

test("one comment is made, then updated, and left alone when nothing differs", async () => {
  expect(await run(plan("first"), GOOD)).toMatchObject({ code: 0, stdout: "", summary: plan("first") });
  expect(github.comments.map(({ body }) => body)).toEqual([plan("first")]);
  await run(plan("second"), GOOD);
  expect(github.comments.map(({ body }) => body)).toEqual([plan("second")]);
  github.calls = [];
  await run(plan("second"), GOOD);
  expect(github.calls).toEqual(["GET /repos/o/r/issues/7/comments Bearer not-a-token"]);
});

test("it is found among many, and nobody else's is taken for it", async () => {
  github.comments = Array.from({ length: 230 }, (_, i) => ({
    id: i + 1,
    body: i === 3 ? plan("planted") : "fine by me",
    user: { login: "somebody" },
  }));
  github.comments[220] = { id: 221, body: plan("before"), user: { login: AUTHOR } };
  await run(plan("now"), GOOD);
  expect(github.comments).toHaveLength(230);
  expect([github.comments[3]?.body, github.comments[220]?.body]).toEqual([plan("planted"), plan("now")]);
});

test("a change that nobody has acknowledged fails, and so does an acknowledgement of none; the comment is there all the same", async () => {
  const broken = { ...GOOD, unacknowledged: ["column-dropped t.c 100 %\n::warning::x"], stale: ["table-removed t"] };
  const { code, stdout } = await run(plan("broken"), broken);
  expect(code).toBe(1);
  expect(stdout.split("\n")).toEqual([
    "::error::Not acknowledged in breaks.json: column-dropped t.c 100 %25␊::warning::x",
    "::error::Acknowledged in breaks.json, and no change: table-removed t",
    "",
  ]);
  expect(github.comments).toHaveLength(1);
});

test("a token that may not comment is a warning: the plan is in the summary, and breaks fail", async () => {
  github.refuses = 403;
  const good = await run(plan("of a fork"), GOOD);
  expect(good).toMatchObject({ code: 0, summary: plan("of a fork") });
  expect(good.stdout).toMatch(/^::warning::The plan is not in a comment: GitHub answered 403 to GET /);
  expect((await run(plan("of a fork"), { ...GOOD, unacknowledged: ["x"] })).code).toBe(1);
});

test("without a plan it fails, and says why", async () => {
  const refused = await run(undefined, { ok: false, diagnostics: [{ message: "there is nothing to compare with" }] });
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("::error::there is nothing to compare with\n");
  expect((await run(undefined, "")).code).toBe(1);
  expect(github.comments).toEqual([]);
});
