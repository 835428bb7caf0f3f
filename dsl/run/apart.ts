import { realpath } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { cannotRead } from "./failures.ts";

/**
 * Makes sure that neither folder is in the other: a run would read what runs have written, or clean up what it reads. Links are followed.
 * Refuses with `lake-meets-landing`.
 */
export async function keepApart(lake: string, landing: string): Promise<void> {
  const [from, to] = await Promise.all([realPathOf(landing), realPathOf(lake)]);
  if (isWithin(to, from)) refuse("lake-meets-landing", { inner: "lake", lake, landing });
  if (isWithin(from, to)) refuse("lake-meets-landing", { inner: "landing", lake, landing });
}

/** Where a path leads, whose last folders need not be there yet. */
export async function realPathOf(path: string): Promise<string> {
  const found = await realpath(path).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" || error.code === "ENOTDIR" ? undefined : cannotRead(path)(error),
  );
  return found ?? join(await realPathOf(dirname(path)), basename(path));
}

/** Whether a path is a folder or something in it; both have to be real paths. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
