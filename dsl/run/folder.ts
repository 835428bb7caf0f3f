import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";
import { replaceFile } from "./durable.ts";
import { cannotRead, cannotWrite } from "./failures.ts";
import { ENGINE, isUnfinished, LAYOUT, LOCK, MARKER } from "./layout.ts";
import { parseFile } from "./parse-file.ts";

/** Another engine may have no layout. */
const markerSchema = z.object({ engine: z.string(), layout: z.int().optional() });

/**
 * Whether the folder is a lake of this engine already; `false` when it does not exist, is empty, or holds only what a run
 * that was killed at its very start left. Refuses any other folder: `not-a-lake`, `lake-of-another-engine`, `lake-broken`,
 * `cannot-read`.
 */
export async function isLake(lake: string): Promise<boolean> {
  const names = await readdir(lake).catch((error: NodeJS.ErrnoException): string[] =>
    error.code === "ENOENT" ? [] : cannotRead(lake)(error),
  );
  if (!names.includes(MARKER)) {
    const foreign = names.filter((name) => name !== LOCK && !isUnfinished(name)).sort()[0];
    return foreign === undefined ? false : refuse("not-a-lake", { folder: lake, file: foreign });
  }
  const path = join(lake, MARKER);
  const marker = parseFile(path, await readFile(path, "utf8").catch(cannotRead(path)), markerSchema);
  if (marker.engine !== ENGINE) refuse("lake-of-another-engine", { folder: lake, found: marker.engine, wanted: ENGINE });
  if (marker.layout !== LAYOUT)
    refuse("lake-broken", { path, reason: `it has layout ${marker.layout ?? "none"}, and this Sluice knows layout ${LAYOUT}` });
  return true;
}

/** Makes an empty folder a lake. Only for who holds its lock. Refuses with `cannot-write`. */
export async function markLake(lake: string): Promise<void> {
  const path = join(lake, MARKER);
  await replaceFile(path, `${JSON.stringify({ engine: ENGINE, layout: LAYOUT })}\n`).catch(cannotWrite(path));
}
