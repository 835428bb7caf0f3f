import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MARKER } from "../../dsl/change/show/markdown.ts";
import { newFolder } from "../cli/folders.ts";

const SCRIPT = join(import.meta.dirname, "../../.github/actions/plan/comment.mjs");
const AUTHOR = "github-actions[bot]";

interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** Plays the comments of a pull request, as GitHub's API has them, on 127.0.0.1. */
let comments: Comment[];
let calls: string[];
let refuses: number | undefined;
let server: Server;

beforeEach(async () => {
  [comments, calls, refuses] = [[], [], undefined];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
    calls.push(`${request.method} ${pathname} ${request.headers.authorization}`);
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (refuses !== undefined) return answer(refuses, { message: "Resource not accessible by integration" });
    const { body = "" } = JSON.parse(Buffer.concat(chunks).toString() || "{}") as { body?: string };
    const list = "/repos/o/r/issues/7/comments";
    if (request.method === "GET" && pathname === list) {
      const [size, page] = [Number(searchParams.get("per_page")), Number(searchParams.get("page"))];
      return answer(200, comments.slice(size * (page - 1), size * page));
    }
    if (request.method === "POST" && pathname === list) {
      comments.push({ id: comments.length + 1, body, user: { login: AUTHOR } });
      return answer(201, comments.at(-1));
    }
    const found = comments.find(({ id }) => request.method === "PATCH" && pathname === `/repos/o/r/issues/comments/${id}`);
    if (found === undefined) return answer(404, {});
    found.body = body;
    return answer(200, found);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const GOOD = { ok: true, diagnostics: [], unacknowledged: [], stale: [] };

async function run(markdown: string | undefined, plan: unknown) {
  const folder = newFolder();
  const [markdownFile, jsonFile, summary] = ["plan.md", "plan.json", "summary.md"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  if (markdown !== undefined) writeFileSync(markdownFile, markdown);
  writeFileSync(jsonFile, typeof plan === "string" ? plan : JSON.stringify(plan));
  writeFileSync(summary, "");
  const child = spawn(process.execPath, [SCRIPT, markdownFile, jsonFile], {
    env: {
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: "o/r",
      GITHUB_TOKEN: "not-a-token",
      GITHUB_STEP_SUMMARY: summary,
      PULL_REQUEST: "7",
      COMMENT_AUTHOR: AUTHOR,
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

test("one comment is made, then updated, and left alone when nothing differs", async () => {
  expect(await run(plan("first"), GOOD)).toMatchObject({ code: 0, stdout: "", summary: plan("first") });
  expect(comments.map(({ body }) => body)).toEqual([plan("first")]);
  await run(plan("second"), GOOD);
  expect(comments.map(({ body }) => body)).toEqual([plan("second")]);
  calls = [];
  await run(plan("second"), GOOD);
  expect(calls).toEqual(["GET /repos/o/r/issues/7/comments Bearer not-a-token"]);
});

test("it is found among many, and nobody else's is taken for it", async () => {
  comments = Array.from({ length: 230 }, (_, i) => ({
    id: i + 1,
    body: i === 3 ? plan("planted") : "fine by me",
    user: { login: "somebody" },
  }));
  comments[220] = { id: 221, body: plan("before"), user: { login: AUTHOR } };
  await run(plan("now"), GOOD);
  expect(comments).toHaveLength(230);
  expect([comments[3]?.body, comments[220]?.body]).toEqual([plan("planted"), plan("now")]);
});

test("a change that nobody has acknowledged fails, and so does an acknowledgement of none; the comment is there all the same", async () => {
  const broken = { ...GOOD, unacknowledged: ["column-dropped t.c 100 %\n::warning::x"], stale: ["table-removed t"] };
  const { code, stdout } = await run(plan("broken"), broken);
  expect(code).toBe(1);
  expect(stdout.split("\n")).toEqual([
    "::error::Not acknowledged in breaks.json: column-dropped t.c 100 %25%0A::warning::x",
    "::error::Acknowledged in breaks.json, and no change: table-removed t",
    "",
  ]);
  expect(comments).toHaveLength(1);
});

test("a token that may not comment is a warning: the plan is in the summary, and breaks fail", async () => {
  refuses = 403;
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
  expect(comments).toEqual([]);
});
