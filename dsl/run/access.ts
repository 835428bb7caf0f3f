import { chmod, lstat, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { refuse } from "../diagnostics/diagnostic.ts";
import { isWithin, realPathOf } from "./apart.ts";
import { cannotWrite } from "./failures.ts";

/** Who may read the files of a lake, as modes. Execute bits of files are never set. */
export interface Access {
  readonly file: number;
  readonly folder: number;
  /** Whether the members of the folder's group share the lake, each with files of his own. */
  readonly isShared: boolean;
}

const PRIVATE: Access = { file: 0o600, folder: 0o700, isShared: false };
/** New files get the folder's group, whoever makes them. */
const SHARED: Access = { file: 0o660, folder: 0o2770, isShared: true };

export const accessOf = (isShared: boolean): Access => (isShared ? SHARED : PRIVATE);

/**
 * Files and folders that this process makes are its user's alone (or his group's), before anything else is said of them.
 * Only for a process of our own: what it makes beside the lake, too.
 */
export const keepOthersOut = (isShared: boolean): void => void process.umask(isShared ? 0o007 : 0o077);

/** Gives a file or folder that was just made its mode, whatever the umask made of it. Refuses with `cannot-write`. */
export const grant = (path: string, access: Access): Promise<void> => setMode(path, access, (_, mode) => mode);

/**
 * Gives a file or folder that is there from before the rights of others that it should have. Its user's own stay as they
 * are: what he has closed to himself is not opened. A link is left alone, and so is a file of another member of the group.
 * Refuses with `cannot-write`; what is not there any more is no failure.
 */
export const tighten = (path: string, access: Access): Promise<void> =>
  setMode(path, access, (before, mode) => {
    const own = before & mode & 0o700;
    return own | (mode & 0o7000) | (mode & (own >> 3));
  });

type NewMode = (before: number, mode: number) => number;

async function setMode(path: string, { file, folder, isShared }: Access, newMode: NewMode): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? undefined : cannotWrite(path)(error)));
  if (found === undefined || !(found.isFile() || found.isDirectory())) return;
  const mode = newMode(found.mode, found.isFile() ? file : folder);
  if ((found.mode & 0o7777) === mode) return;
  if (isShared && found.uid !== process.getuid?.()) return;
  await chmod(path, mode).catch(cannotWrite(path));
}

/** Makes the folders of a path below the lake that are not there. Refuses with `cannot-write`, and `lake-broken` for a link out of the lake. */
export async function makeFolders(lake: string, path: string, access: Access): Promise<void> {
  let folder = lake;
  for (const part of path.split("/")) {
    folder = join(folder, part);
    const isNew = await mkdir(folder, { mode: access.folder }).then(
      () => true,
      (error: NodeJS.ErrnoException) => (error.code === "EEXIST" ? false : cannotWrite(dirname(folder))(error)),
    );
    if (isNew) await grant(folder, access);
    else await stayInside(lake, folder);
  }
}

/** Makes the lake folder itself, with nothing in it that others may read. Refuses with `cannot-write`. */
export async function makeLakeFolder(lake: string): Promise<void> {
  await mkdir(dirname(lake), { recursive: true }).catch(cannotWrite(lake));
  await mkdir(lake, { mode: PRIVATE.folder }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") cannotWrite(lake)(error);
  });
}

async function stayInside(lake: string, folder: string): Promise<void> {
  if (!(await lstat(folder).catch(cannotWrite(folder))).isSymbolicLink()) return;
  const [root, target] = await Promise.all([realPathOf(lake), realPathOf(folder)]);
  if (!isWithin(target, root)) refuse("lake-broken", { path: folder, reason: "it is a link that leads out of the lake" });
}
