import { type Dirent, existsSync, lstatSync, readdirSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Problem, refuse } from "../diagnostics/diagnostic.ts";
import { readRegular, textOf } from "../source/regular-file.ts";
import { MANIFEST, type Manifest, sha256 } from "./manifest.ts";
import { beginDrafts, replaceFiles } from "./replace-files.ts";

export interface Written {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** A folder that is going to hold the files that it is given, and none else of ours. */
export interface Writing {
  /** Takes files; none is in its place yet. Refuses a folder with files and no manifest of ours, and `cannot-write`. */
  readonly add: (files: ReadonlyMap<string, string>) => void;
  /**
   * What differs takes its place, the manifest last: until then it names what was there before. What that one had and no table has
   * now is removed. Refuses with `cannot-write`.
   */
  readonly finish: () => Written;
  /** To be called in any case, at the end: what was not finished leaves nothing. */
  readonly end: () => void;
}

/** The first file in a new folder: whatever stops the others, the folder is known as ours. */
const EMPTY_MANIFEST = JSON.stringify({ version: 1, tables: [], files: {} } satisfies Manifest);

export function beginWriting(folder: string): Writing {
  const drafts = beginDrafts();
  const changed: string[] = [];
  const all = new Set<string>();
  let before: readonly string[] | undefined;
  let manifest: string | undefined;
  const within = linksChecked(folder);
  const begin = (): void => {
    within(MANIFEST);
    before = manifestFiles(folder);
    for (const path of before ?? []) if (isInside(path)) within(path);
    if (before !== undefined) return;
    const [stranger] = filesBelow(folder);
    if (stranger !== undefined) refuse("not-generated", { folder, file: stranger });
  };
  const draft = (path: string, text: string): void => {
    if (before !== undefined && textOf(join(folder, path)) === text) return;
    changed.push(path);
    drafts.write(join(folder, path), text);
  };
  return {
    add: (files) => {
      if (all.size === 0) begin();
      for (const [path, text] of files) {
        all.add(path);
        within(path);
        if (path === MANIFEST) manifest = text;
        else draft(path, text);
      }
    },
    finish: () => {
      const removed = (before ?? []).filter((path) => !all.has(path) && isInside(path) && existsSync(join(folder, path)));
      if (before === undefined && changed.length > 0) replaceFiles(new Map([[join(folder, MANIFEST), EMPTY_MANIFEST]]));
      if (manifest !== undefined) draft(MANIFEST, manifest);
      drafts.keep();
      try {
        for (const path of removed) removeFile(folder, path);
      } catch (failure) {
        refuse("cannot-write", { path: folder, reason: (failure as Error).message });
      }
      return { changed, removed, unchanged: all.size - changed.length };
    },
    end: drafts.discard,
  };
}

/** Refuses with `link-leaves-folder` a path below the folder of which a part is a link that leads out of it. Each part is looked at once. */
function linksChecked(folder: string): (path: string) => void {
  const seen = new Set<string>();
  let root: string | undefined;
  return (path) => {
    let place = folder;
    for (const part of path.split("/")) {
      place = join(place, part);
      if (seen.has(place)) continue;
      seen.add(place);
      if (!isLink(place)) continue;
      root ??= realpathSync(folder);
      const target = targetOf(place);
      if (target === undefined || !target.startsWith(`${root}${sep}`)) refuse("link-leaves-folder", { path: place, folder });
    }
  };
}

/** What cannot be looked at, as below a file, whoever reads or writes it tells. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Where a link leads; undefined when it leads nowhere. */
function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}

/** Makes the folder hold the files. Refuses what `Writing` refuses: then no file has changed. */
export function writeGenerated(folder: string, files: ReadonlyMap<string, string>): Written {
  const writing = beginWriting(folder);
  try {
    writing.add(files);
    return writing.finish();
  } finally {
    writing.end();
  }
}

/** What in the folder is not as the files say, one problem a file. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>): readonly Problem[] {
  const differing = [...files].flatMap(([path, text]): Problem[] => {
    const found = textOf(join(folder, path));
    if (found === text) return [];
    return [{ code: "generated-stale", parameters: { path: join(folder, path), state: found === undefined ? "missing" : "changed" } }];
  });
  return [...differing, ...strayFiles(folder, files)];
}

/** What in the folder is none of the files, one problem a file. */
export const strayFiles = (folder: string, files: { readonly has: (path: string) => boolean }): readonly Problem[] =>
  filesBelow(folder)
    .filter((path) => !files.has(path))
    .map((path): Problem => ({ code: "generated-stale", parameters: { path: join(folder, path), state: "not generated" } }));

/** The SHA-256 of the manifest in the folder; undefined when there is none. */
export function manifestHash(folder: string): string | undefined {
  const text = textOf(join(folder, MANIFEST));
  return text === undefined ? undefined : sha256(text);
}

/** The paths of all files that the folder's manifest names, and its own; undefined when one is not as the manifest says, or cannot be read. */
export function intactFiles(folder: string): ReadonlySet<string> | undefined {
  const within = linksChecked(folder);
  try {
    const { files } = JSON.parse(readRegular(join(folder, MANIFEST)).toString()) as Pick<Manifest, "files">;
    for (const path of Object.keys(files)) within(path);
    const isIntact = Object.entries(files).every(([path, hash]) => sha256(readRegular(join(folder, path))) === hash);
    return isIntact ? new Set([...Object.keys(files), MANIFEST]) : undefined;
  } catch {
    // What is wrong is told where the files are compared one by one.
    return undefined;
  }
}

function manifestFiles(folder: string): readonly string[] | undefined {
  const text = textOf(join(folder, MANIFEST));
  if (text === undefined) return undefined;
  try {
    const { version, files } = JSON.parse(text) as Manifest;
    if (version === 1 && typeof files === "object" && files !== null) return Object.keys(files);
  } catch {
    // A manifest with merge conflicts in it: it is ours, and names nothing.
  }
  return text.includes('"sluice.py"') ? [] : undefined;
}

const isInside = (path: string): boolean => !path.split("/").includes("..") && !path.startsWith("/");

function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    if (readdirSync(join(folder, parent)).length > 0) return;
    rmdirSync(join(folder, parent));
  }
}

/** Files below a folder with `/`; names that start with a dot, and Python's caches, are passed over. */
function filesBelow(folder: string): readonly string[] {
  return entriesBelow(folder)
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".") || part === "__pycache__"))
    .sort();
}

function entriesBelow(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    return refuse("cannot-read", { path: folder, reason: code === "ENOTDIR" ? "it, or a folder above it, is a file" : message });
  }
}
