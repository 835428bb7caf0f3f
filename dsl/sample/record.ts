import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";
import type { SampleOptions } from "./generate.ts";

/** What Sluice wrote into a sample's folder. Names that start with `_` are no landing files. */
const RECORD = "_sample.json";

/** Files that desktops leave in a folder which was only looked at. */
const DESKTOP_FILES: ReadonlySet<string> = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

const recordSchema = z.object({
  customers: z.number(),
  seed: z.number(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** A file, its path relative to the sample's folder with `/`. */
export type RecordedFile = z.infer<typeof recordSchema>["files"][number];

export async function writeRecord(folder: string, options: SampleOptions, files: readonly RecordedFile[]): Promise<void> {
  const record = { customers: options.customers, seed: options.seed, files };
  await writeFile(join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Makes sure that nothing is lost when the folder is replaced: it does not exist, is empty, or holds only what Sluice wrote there.
 * @throws Refusal `not-generated`, or `sample-edited` when a file is not as Sluice wrote it
 */
export async function refuseToReplaceOthersFiles(folder: string): Promise<void> {
  const recorded = await readRecord(folder);
  for (const path of await filesUnder(folder)) {
    if (recorded !== undefined && path === RECORD) continue;
    const file = recorded?.get(path);
    if (file === undefined) refuse("not-generated", { folder, file: path });
    if (!(await isUnchanged(join(folder, path), file))) refuse("sample-edited", { folder, file: path });
  }
}

async function readRecord(folder: string): Promise<ReadonlyMap<string, RecordedFile> | undefined> {
  const text = await readFile(join(folder, RECORD), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const record = recordSchema.safeParse(parsed(text));
  return record.success ? new Map(record.data.files.map((file) => [file.path, file])) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Everything under the folder that is not a folder, in order of the paths; nothing where there is no folder. */
async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory() && !DESKTOP_FILES.has(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function isUnchanged(path: string, { bytes, sha256 }: RecordedFile): Promise<boolean> {
  if ((await stat(path)).size !== bytes) return false;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex") === sha256;
}
