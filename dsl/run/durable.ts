import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { unfinishedName } from "./layout.ts";

/** Brings the content of a file to the disk. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a file system says that has no such thing. Everything else is a disk that failed. */
const UNSUPPORTED: readonly (string | undefined)[] = ["EINVAL", "ENOTSUP"];

/** Brings the names in a folder to the disk. False where the file system cannot do that. */
export async function syncFolder(path: string): Promise<boolean> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
    return true;
  } catch (error) {
    if (UNSUPPORTED.includes((error as NodeJS.ErrnoException).code)) return false;
    throw error;
  } finally {
    await folder.close();
  }
}

/**
 * Replaces a file at once: whoever reads it sees the old text or the new one. False where the new one stands and the
 * disk does not confirm it: after a power cut it may be the old one. When it throws, the old text is there.
 */
export async function replaceFile(path: string, text: string, mode: number): Promise<boolean> {
  const before = await readFile(path).catch(ifMissing);
  await put(path, text, mode);
  try {
    return await syncFolder(dirname(path));
  } catch (error) {
    const isBack = await (before === undefined ? rm(path) : put(path, before, mode)).then(
      () => true,
      () => false,
    );
    if (isBack) throw error;
    return false;
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function put(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  const unfinished = unfinishedName(path);
  try {
    await writeNew(unfinished, content, mode);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
}

async function writeNew(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  const file: FileHandle = await open(path, "wx", mode);
  try {
    await file.chmod(mode);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
