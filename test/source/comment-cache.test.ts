import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readComments } from "../../dsl/source/comment-cache.ts";

const FILES = ["calls.ts", "transforms/landing/customer.ts", "transforms/trusted/accelerometer-trusted.ts"].map((file) => ({
  file,
  text: readFileSync(join(import.meta.dirname, "fixtures", file), "utf8"),
}));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = async (cache: string | undefined, files = FILES): Promise<string> => JSON.stringify([...(await readComments(files, cache))]);

test("the same with a cold, a warm and no cache", async () => {
  const plain = await bytes(undefined);
  expect(plain).toContain("Customers, from fulfilment and the STEDI website.");
  expect(await bytes(folder)).toBe(plain);
  expect(readdirSync(folder)).toEqual(["comments.json"]);
  expect(await bytes(folder)).toBe(plain);
  expect(await bytes(join(folder, "not", "yet", "there"))).toBe(plain);
});

test("a cache that is broken, or whose content was changed by hand, counts as none, and is written anew", async () => {
  const plain = await bytes(folder);
  const good = readFileSync(join(folder, "comments.json"), "utf8");
  const broken = [
    "",
    "\n",
    "{}",
    "null",
    good.slice(0, -10),
    good.slice(70),
    good.replace("STEDI", "other"),
    `${good} `,
    good.replaceAll("comments", "x"),
  ];
  for (const content of broken) {
    writeFileSync(join(folder, "comments.json"), content);
    expect(await bytes(folder)).toBe(plain);
    expect(readFileSync(join(folder, "comments.json"), "utf8")).toBe(good);
  }
});

test("what another version of the readers wrote does not count", async () => {
  const plain = await bytes(folder);
  const [, body = ""] = readFileSync(join(folder, "comments.json"), "utf8").split("\n");
  const sealed = (text: string): string => `${createHash("sha256").update(text).digest("hex")}\n${text}`;
  const other = body.replace("STEDI", "other");
  writeFileSync(join(folder, "comments.json"), sealed(other));
  expect(await bytes(folder)).toContain("the other website");
  writeFileSync(join(folder, "comments.json"), sealed(JSON.stringify({ ...JSON.parse(other), readers: "of yesterday" })));
  expect(await bytes(folder)).toBe(plain);
});

test("a cache folder that cannot be made or written is no error", async () => {
  const plain = await bytes(undefined);
  writeFileSync(join(folder, "file"), "mine");
  expect(await bytes(join(folder, "file"))).toBe(plain);
  expect(readFileSync(join(folder, "file"), "utf8")).toBe("mine");
  mkdirSync(join(folder, "in-the-way", "comments.json"), { recursive: true });
  expect(await bytes(join(folder, "in-the-way"))).toBe(plain);
  expect(readdirSync(join(folder, "in-the-way"))).toEqual(["comments.json"]);
  const locked = join(folder, "locked");
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  expect(await bytes(locked)).toBe(plain);
  chmodSync(locked, 0o700);
});

test("one changed file changes its comments only, and what is gone leaves the cache", async () => {
  await bytes(folder);
  const changed = FILES.map(({ file, text }) => ({
    file,
    text: file === "calls.ts" ? text.replace("/** identifier */", "/** changed */") : text,
  }));
  const comments = await readComments(changed, folder);
  expect(comments.get("calls.ts")?.calls[0]?.description).toBe("changed");
  expect(JSON.stringify([...comments])).toBe(await bytes(undefined, changed));
  expect(readFileSync(join(folder, "comments.json"), "utf8")).not.toContain('"description":"identifier"');
});

test("many at once give the same and leave one whole file", async () => {
  const plain = await bytes(undefined);
  const results = await Promise.all(Array.from({ length: 20 }, (_, i) => bytes(folder, i % 2 === 0 ? FILES : FILES.slice(0, 1))));
  expect(new Set(results.filter((_, i) => i % 2 === 0))).toEqual(new Set([plain]));
  expect(readdirSync(folder)).toEqual(["comments.json"]);
  expect(await bytes(folder)).toBe(plain);
});

test("ts-morph is loaded only for what the cache lacks", async () => {
  const node = join(import.meta.dirname, "../../node_modules/.bin/node");
  const run = (): string => execFileSync(node, [join(import.meta.dirname, "fixtures/cached.ts"), folder], { encoding: "utf8" });
  expect(run()).toBe("loaded\n");
  expect(run()).toBe("not loaded\n");
});
