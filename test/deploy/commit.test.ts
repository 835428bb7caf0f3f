import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { commitOf } from "../../pulumi/commit.ts";

test("the commit is the folder's, with what is changed, but for the stack's own settings", () => {
  const folder = mkdtempSync(join(tmpdir(), "sluice-commit-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=user", "-c", "user.email=user@example.com", ...args], { cwd: folder, encoding: "utf8" });
  expect(commitOf(folder)).toBeUndefined();
  git("init", "--quiet");
  for (const file of ["a.txt", "Pulumi.dev.yaml"]) writeFileSync(join(folder, file), "1");
  git("add", ".");
  git("commit", "--quiet", "--message", "One");
  const commit = git("rev-parse", "HEAD").trim();
  writeFileSync(join(folder, "Pulumi.dev.yaml"), "2");
  expect(commitOf(folder)).toBe(commit);
  writeFileSync(join(folder, "a.txt"), "2");
  expect(commitOf(folder)).toBe(`${commit}-changed`);
});
