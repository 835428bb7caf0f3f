import { spawnSync } from "node:child_process";

/** The commit that a folder is at, with `-changed` where its files differ from it; undefined where Git knows none. */
export function commitOf(folder: string): string | undefined {
  const git = (...args: readonly string[]) => spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  const { status, stdout } = git("rev-parse", "HEAD");
  if (status !== 0) return undefined;
  // The stack's own files are changed by the commands that use them.
  const changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!Pulumi.*.yaml");
  return `${stdout.trim()}${changed.stdout === "" ? "" : "-changed"}`;
}
