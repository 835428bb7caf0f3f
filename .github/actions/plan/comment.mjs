// Posts or updates the one comment of `sluice plan` on a pull request: `node comment.mjs PLAN.md PLAN.json`, with GITHUB_API_URL,
// GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST and COMMENT_AUTHOR. What `pulumi preview` has said of the stacks, `<stack>.txt` in the
// folder PREVIEWS, stands below the plan. Fails when a change has to be acknowledged and is not, when an
// acknowledgement is of no change, when the generated files are not what the transforms compile to, and when there is no plan. A token that may not comment (of a fork) is a warning: the plan then stands
// in the summary of the job alone.
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MARKER = "<!-- sluice plan -->";
const PER_PAGE = 100;
/** Characters of a comment that GitHub takes. */
const LONGEST = 65_536;

const [markdownFile = "", jsonFile = ""] = process.argv.slice(2);
const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, GITHUB_STEP_SUMMARY, PULL_REQUEST, COMMENT_AUTHOR, PREVIEWS } = process.env;

/** As dsl/diagnostics/visible.ts, which a plain Node cannot load; without its exceptions. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const visible = (text) =>
  text.replace(HIDDEN, (one) => {
    const code = one.codePointAt(0);
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
  });

/** A line that GitHub shows beside the job; what stands in it is data, never a command. */
const annotate = (level, text) => console.log(`::${level}::${visible(text).replaceAll("%", "%25")}`);

const failed = (text) => {
  process.exitCode = 1;
  annotate("error", text);
};

async function call(method, path, body) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${GITHUB_TOKEN}`,
      "x-github-api-version": "2022-11-28",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path}`);
  return response.json();
}

/** The comment that was made before. Only the author's own counts: anybody may write the marker. */
async function ownComment() {
  for (let page = 1; ; page++) {
    const comments = await call("GET", `/issues/${PULL_REQUEST}/comments?per_page=${PER_PAGE}&page=${page}`);
    const found = comments.find(({ body, user }) => user?.login === COMMENT_AUTHOR && body?.startsWith(MARKER));
    if (found !== undefined || comments.length < PER_PAGE) return found;
  }
}

async function comment(body) {
  const before = await ownComment();
  if (before === undefined) await call("POST", `/issues/${PULL_REQUEST}/comments`, { body });
  else if (before.body !== body) await call("PATCH", `/issues/comments/${before.id}`, { body });
}

/** What was said of each stack, folded and as a text that means nothing to Markdown; shorter where all would be too long. */
function previews(room) {
  const files = PREVIEWS && existsSync(PREVIEWS) ? readdirSync(PREVIEWS).filter((name) => name.endsWith(".txt")) : [];
  return files
    .sort()
    .map((name) => {
      const said = readFileSync(join(PREVIEWS, name), "utf8").split("\n").map(visible).join("\n").trimEnd();
      const most = Math.max(0, Math.floor(room / files.length) - 500);
      const text = said.length > most ? `${said.slice(0, most)}\n... the rest is in the log of the job` : said;
      const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
      const title = `pulumi preview --stack ${name.slice(0, -".txt".length).replaceAll(/[^\w.-]/g, "_")}`;
      return `\n<details><summary>${title}</summary>\n\n${fence}text\n${text}\n${fence}\n\n</details>\n`;
    })
    .join("");
}

/** The answer of `sluice plan --json`; undefined when it gave none. */
function answer() {
  try {
    return JSON.parse(readFileSync(jsonFile, "utf8"));
  } catch {
    return undefined;
  }
}

const plan = answer();
if (plan?.ok !== true || !existsSync(markdownFile)) {
  for (const { message } of plan?.diagnostics ?? []) failed(message);
  failed("There is no plan: `sluice plan` failed.");
} else {
  const markdown = readFileSync(markdownFile, "utf8");
  const body = markdown + previews(LONGEST - markdown.length);
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, body);
  await comment(body).catch((failure) => annotate("warning", `The plan is not in a comment: ${failure.message}. It is in the summary.`));
  for (const file of plan.outdated ?? [])
    failed(`Not what the transforms compile to: ${file}. Run \`npx sluice compile\` and commit the result.`);
  for (const change of plan.unacknowledged) failed(`Not acknowledged in breaks.json: ${change}`);
  for (const change of plan.stale) failed(`Acknowledged in breaks.json, and no change: ${change}`);
}
