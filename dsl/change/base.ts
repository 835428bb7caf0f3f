import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Acknowledgement, BREAKS, readBreaks } from "../compiler/breaks-file.ts";
import { MANIFEST } from "../compiler/manifest.ts";
import { refuse } from "../diagnostics/diagnostic.ts";
import { textOf } from "../source/regular-file.ts";
import type { TreeFiles } from "./tree/files.ts";
import { noFiles } from "./tree/files.ts";
import { folderFiles } from "./tree/folder.ts";
import { type Commit, commitOf, git, gitFiles, isCutOffHere, isShallow, mergeBase, pathInRepository } from "./tree/git.ts";

/** What a change is seen from: generated files, and what was acknowledged by then. */
export interface Base {
  readonly files: TreeFiles;
  readonly acknowledged: readonly Acknowledgement[];
}

/** The folders of the head; relative to the working folder. */
export interface Folders {
  readonly transforms: string;
  readonly out: string;
}

/** A commit, or a folder of generated files, by what the user calls it. Refuses `unknown-base`. */
export function baseOf(named: string, folders: Folders): Base {
  if (existsSync(join(named, MANIFEST))) return folderBase(named, folders);
  const commit = commitOf(named);
  if (commit !== undefined) return commitBase(commit, folders);
  if (existsSync(named)) return refuse("unknown-base", { base: named, reason: `is a path without a ${MANIFEST}` });
  return refuse("unknown-base", { base: named, reason: "is no folder, and no commit that git knows here" });
}

/** Where the checkout left the default branch. Undefined where there is no git, no such branch, or the folders are not in it. */
export function usualBase(folders: Folders): Base | undefined {
  const commit = mergeBase();
  return commit === undefined || pathInRepository(folders.out) === undefined ? undefined : commitBase(commit, folders);
}

/** Whether `usualBase` is the head's own commit, and what came before it was cut off: then it is compared with itself. */
export const isOwnBase = (): boolean => isCutOffHere() && mergeBase()?.hash === commitOf("HEAD")?.hash;

/** Why `usualBase` finds none, in words that follow "nothing to compare with: the default branch"; `isCheckout` where git has the folders. */
export function whyNoBase({ out }: Folders): { readonly reason: string; readonly isCheckout: boolean } {
  if (pathInRepository(out) === undefined) return { reason: "is not here: there is no git", isCheckout: false };
  const reason = isShallow()
    ? "is not in this shallow clone, or not where it was left: check out with `fetch-depth: 0`, or run `git fetch --unshallow`"
    : "is not here: there is no origin/HEAD, main or master that this comes from";
  return { reason, isCheckout: true };
}

/** The acknowledgements of the head. */
export const acknowledgedNow = ({ transforms }: Folders): readonly Acknowledgement[] => {
  const file = join(transforms, BREAKS);
  return readBreaks(file, textOf(file));
};

function folderBase(folder: string, { transforms }: Folders): Base {
  const file = join(dirname(resolve(folder)), basename(resolve(transforms)), BREAKS);
  const shown = relative(process.cwd(), file);
  return { files: folderFiles(folder), acknowledged: isSameFile(file, join(transforms, BREAKS)) ? [] : readBreaks(shown, textOf(file)) };
}

/** A folder beside the head's has no file of its own. */
const isSameFile = (a: string, b: string): boolean => resolve(a) === resolve(b);

function commitBase(commit: Commit, { transforms, out }: Folders): Base {
  const generated = pathInRepository(out);
  if (generated === undefined)
    return refuse("unknown-base", { base: commit.name, reason: `has no ${out}: that folder is in no git repository` });
  const below = pathInRepository(transforms);
  const text = below === undefined ? undefined : gitFiles(commit, below).read([BREAKS]).get(BREAKS);
  return {
    files: isInCommit(commit, generated) ? gitFiles(commit, generated) : noFiles(`${commit.name}, which has no ${out}`),
    acknowledged: readBreaks(`${BREAKS} of ${commit.name}`, text),
  };
}

const isInCommit = ({ hash }: Commit, folder: string): boolean => git(["cat-file", "-e", `${hash}:${folder}${MANIFEST}`]) !== undefined;
