import { hash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommentsByText, FileComments } from "./file-comments.ts";
import { readRegular } from "./regular-file.ts";

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/**
 * The comments of each file, by its name. Those of texts that were seen before come from `folder`, so that ts-morph is
 * loaded only when something has changed; they are the same with an empty, a broken or no cache (`undefined`). A
 * cache that cannot be read or written is no error, only slower. `ahead` has comments that were just read.
 */
export async function readComments(
  files: readonly SourceText[],
  folder: string | undefined,
  ahead: CommentsByText = new Map(),
): Promise<ReadonlyMap<string, FileComments>> {
  const before = new Map(folder === undefined ? [] : readCache(folder));
  const cached = new Map([...before, ...ahead]);
  const keyed = files.map(({ file, text }) => ({ file, text, key: hashOfText(text) }));
  const isWhole = keyed.every(({ key }) => before.has(key));
  const commentsOf = keyed.every(({ key }) => cached.has(key)) ? notCached : (await import("./comments.ts")).commentsOf;
  const read = keyed.map(({ file, text, key }) => ({ file, key, comments: cached.get(key) ?? commentsOf(file, text) }));
  if (folder !== undefined && !isWhole) writeCache(folder, new Map(read.map(({ key, comments }) => [key, comments])));
  return new Map(read.map(({ file, comments }) => [file, comments]));
}

/** Tells of a text, by its hash, whether its comments are in the cache. */
export function isCached(folder: string): (hash: string) => boolean {
  const cached = new Map(readCache(folder));
  return (hash) => cached.has(hash);
}

function notCached(file: string): never {
  throw new Error(`the comments of ${file} are not cached`);
}

const CACHE_FILE = "comments.json";
/** The files that decide what is read from a text: when one of them changes, what it read before no longer counts. */
const READERS = [
  "comments.ts",
  "doc-text.ts",
  "made-comments.ts",
  "operators.ts",
  "outside-names.ts",
  "row-comments.ts",
  "syntax.ts",
  "../diagnostics/source-text.ts",
] as const;

/** The cache is one line with the hash of the rest, then JSON. */
interface CacheContent {
  readonly readers: string;
  readonly comments: readonly (readonly [key: string, comments: FileComments])[];
}

function readCache(folder: string): CacheContent["comments"] {
  try {
    const text = readRegular(join(folder, CACHE_FILE)).toString();
    const body = text.slice(text.indexOf("\n") + 1);
    if (text !== sealed(body)) return [];
    const content = JSON.parse(body) as CacheContent;
    return content.readers === readersHash() ? content.comments : [];
  } catch {
    return [];
  }
}

/** Replaces the cache at once, so that another process reads the old one or the new one. */
function writeCache(folder: string, comments: ReadonlyMap<string, FileComments>): void {
  const draft = join(folder, `${CACHE_FILE}.${randomUUID()}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, sealed(JSON.stringify({ readers: readersHash(), comments: [...comments] } satisfies CacheContent)));
    renameSync(draft, join(folder, CACHE_FILE));
  } catch {
    remove(draft);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A folder that cannot be written holds no draft.
  }
}

const sealed = (body: string): string => `${hashOfText(body)}\n${body}`;

/** The SHA-256 of a text, by which its comments are known. */
export const hashOfText = (text: string): string => hash("sha256", text);

const readersHash = (): string => hashOfText(READERS.map((file) => readFileSync(new URL(file, import.meta.url), "utf8")).join("\n"));
