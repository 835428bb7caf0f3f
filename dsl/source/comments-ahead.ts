import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { hashOfText, isCached } from "./comment-cache.ts";
import type { CommentsByText } from "./file-comments.ts";

export const nothingRead = (): Promise<CommentsByText> => Promise.resolve(new Map());

/** A thread is worth its start from so many texts on. */
const MANY = 20;

/**
 * Begins to read the comments of files in a thread of its own, those that are not cached, and returns how to wait for them. What
 * cannot be read is left out: it is read again, and refused, where it is needed. With few files to read there is nothing to wait for.
 */
export function readAhead(files: readonly string[], cache: string): () => Promise<CommentsByText> {
  const texts = files.flatMap((file) => {
    const text = textOf(file);
    return text === undefined ? [] : [{ file, text, key: hashOfText(text) }];
  });
  const known = isCached(cache);
  const unread = texts.filter(({ key }) => !known(key));
  if (unread.length < MANY) return nothingRead;
  const thread = new Worker(new URL("./comments-thread.ts", import.meta.url), { workerData: unread });
  const read = new Promise<CommentsByText>((done) => {
    thread.once("message", done);
    thread.once("error", () => done(new Map()));
    thread.once("exit", () => done(new Map()));
  });
  // Transforms that never end are told by nothing being left to do, so until it is waited for it must not count.
  thread.unref();
  return () => {
    thread.ref();
    return read;
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
