import { createHash } from "node:crypto";
import { type BigIntStats, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { BREAKS } from "../compiler/breaks-file.ts";
import { transformFiles } from "../source/transform-files.ts";

/** What stands in each file that decides a compile: its path to the hash of its text, or to why there is none; and whether the folder is there. */
export type Inputs = ReadonlyMap<string, string>;

export interface InputsReader {
  /** The transforms, and the files that they import from elsewhere, as they are now. */
  readonly read: (imports: Iterable<string>) => Inputs;
  /**
   * What stood in a file that someone read after `since` (epoch milliseconds). When it was written about then, nobody can tell, and
   * the answer differs from whatever is read later.
   */
  readonly readSince: (file: string, since: number) => string;
  /** The folders in which something must happen before one of the files changes. */
  readonly folders: (imports: Iterable<string>) => ReadonlySet<string>;
}

/** A file that was written so short a time before it was read may be written again within one tick of the file system's clock. */
const TICK_MS = 50;

/** Reads only files that were written since. `root` is the folder of the transforms. */
export function inputsReader(root: string): InputsReader {
  const known = new Map<string, { readonly stamp: string; readonly hash: string }>();
  const hashOf = (file: string, since = Number.POSITIVE_INFINITY): string => {
    try {
      const stats = statSync(file, { bigint: true });
      if (Number(stats.ctimeMs) > since - TICK_MS) return UNSURE;
      const stamp = stampOf(stats);
      const before = known.get(file);
      if (before?.stamp === stamp) return before.hash;
      const hash = createHash("sha256").update(readFileSync(file)).digest("base64");
      if (Date.now() - Number(stats.ctimeMs) > TICK_MS) known.set(file, { stamp, hash });
      return hash;
    } catch (failure) {
      known.delete(file);
      return (failure as NodeJS.ErrnoException).code ?? "unreadable";
    }
  };
  return {
    read: (imports) =>
      new Map([[root, isFolder(root)], ...[...new Set([...filesIn(root), ...imports])].map((file) => [file, hashOf(file)] as const)]),
    readSince: hashOf,
    folders: (imports) => new Set([...foldersIn(root), dirname(root), ...[...imports].map((file) => dirname(file))]),
  };
}

const UNSURE = "written while it was read";

const stampOf = ({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string => `${ino} ${size} ${mtimeNs} ${ctimeNs}`;

/** A folder that is empty is another mistake than none. */
const isFolder = (path: string): string => String(statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);

/** None when the folder is gone, or is being moved. */
function filesIn(root: string): readonly string[] {
  try {
    return [...transformFiles(root), join(root, BREAKS)];
  } catch {
    return [];
  }
}

function foldersIn(root: string): readonly string[] {
  try {
    const below = readdirSync(root, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name),
    );
    return [root, ...below.flatMap(({ name }) => foldersIn(join(root, name)))];
  } catch {
    return [];
  }
}

/** The files that differ, sorted. */
export const changedFiles = (before: Inputs, after: Inputs): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file)).sort();
