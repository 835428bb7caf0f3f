import { spawnSync } from "node:child_process";
import { relative, resolve } from "node:path";
import type { TreeFiles } from "./files.ts";

const MOST_BYTES = 2 ** 30;

/** What git prints; undefined when it fails, is not installed, or there is no repository. */
export function git(args: readonly string[], input = ""): Buffer | undefined {
  const { status, stdout } = spawnSync("git", args, { input, maxBuffer: MOST_BYTES, stdio: ["pipe", "pipe", "ignore"] });
  return status === 0 ? stdout : undefined;
}

const gitLine = (...args: readonly string[]): string | undefined => git(args)?.toString().trim() || undefined;

/** A commit, as people call it and by its hash. */
export interface Commit {
  readonly name: string;
  readonly hash: string;
}

/** The commit that a text names; undefined when it names none. */
export function commitOf(reference: string): Commit | undefined {
  const hash = gitLine("rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`);
  return hash === undefined ? undefined : { name: `${reference} (${hash.slice(0, SHORT)})`, hash };
}

const SHORT = 12;

/** Branches that may be the default one, the surest first. */
const DEFAULT_BRANCHES = ["origin/HEAD", "origin/main", "origin/master", "main", "master"] as const;

/** Where the checkout left the default branch; undefined when git cannot tell. */
export function mergeBase(): Commit | undefined {
  const branch = DEFAULT_BRANCHES.find((name) => commitOf(name) !== undefined);
  const hash = branch === undefined ? undefined : gitLine("merge-base", "HEAD", branch);
  return hash === undefined ? undefined : { name: `${branch} (${hash.slice(0, SHORT)})`, hash };
}

/** Whether the folder is in a checkout of git whose history was cut off, as `actions/checkout` cuts it. */
export const isShallow = (): boolean => gitLine("rev-parse", "--is-shallow-repository") === "true";

/** Whether it was cut off behind this very commit, so that git has nothing older. */
export const isCutOffHere = (): boolean => isShallow() && commitOf("HEAD^") === undefined;

/** The path of a folder of the checkout below the repository's root, with slashes and one at its end; undefined when it is outside. */
export function pathInRepository(folder: string): string | undefined {
  const root = gitLine("rev-parse", "--show-toplevel");
  if (root === undefined) return undefined;
  const path = relative(root, resolve(folder)).replaceAll("\\", "/");
  return path.startsWith("../") || path === ".." ? undefined : path === "" ? "" : `${path}/`;
}

/** Files of a commit below a folder of the repository, read from git's own store: the checkout stays as it is. */
export const gitFiles = ({ name, hash }: Commit, folder: string): TreeFiles => ({
  name,
  read: (paths) => {
    const wanted = paths.filter((path) => !path.includes("\n"));
    const printed = git(["cat-file", "--batch"], wanted.map((path) => `${hash}:${folder}${path}\n`).join(""));
    return printed === undefined ? new Map() : contentsIn(printed, wanted);
  },
});

/** `<object> blob <size>\n<content>\n` for each path in turn, or `<path> missing\n`. */
function contentsIn(printed: Buffer, paths: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let at = 0;
  for (const path of paths) {
    const end = printed.indexOf("\n", at);
    const size = /^[0-9a-f]+ ([a-z]+) (\d+)$/.exec(printed.toString("utf8", at, end));
    at = end + 1;
    if (size === null) continue;
    const bytes = Number(size[2]);
    if (size[1] === "blob") texts.set(path, printed.toString("utf8", at, at + bytes));
    at += bytes + 1;
  }
  return texts;
}
