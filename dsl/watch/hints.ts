import { type FSWatcher, statSync, watch } from "node:fs";

export interface Hints {
  /** Looks into exactly these folders from now on. */
  readonly lookInto: (folders: ReadonlySet<string>) => void;
  readonly stop: () => void;
}

/** Editors save in several steps, and a checkout writes many files: so long it must be quiet before we look. */
const QUIET_MS = 10;
/** A folder on a network, or one that was made this moment, may tell nothing. */
const LOOK_ANYWAY_MS = 1000;

/** Calls `look` when something may have changed in the folders: soon after the system says so, and every second. */
export function hintsOfChanges(look: () => void): Hints {
  const watched = new Map<string, { readonly watcher: FSWatcher; readonly identity: string }>();
  let quiet: NodeJS.Timeout | undefined;
  const hint = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(look, QUIET_MS);
  };
  const drop = (folder: string): void => {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  };
  const add = (folder: string, identity: string): void => {
    try {
      const watcher = watch(folder, hint);
      watched.set(folder, { watcher, identity });
      watcher.on("error", () => drop(folder));
    } catch {
      // It is gone again, or the system has no watchers left: then once a second is enough.
    }
  };
  const anyway = setInterval(look, LOOK_ANYWAY_MS);
  return {
    lookInto: (folders) => {
      for (const folder of [...watched.keys()]) if (!folders.has(folder)) drop(folder);
      for (const folder of folders) {
        const identity = identityOf(folder);
        if (watched.get(folder)?.identity === identity) continue;
        drop(folder);
        if (identity !== undefined) add(folder, identity);
      }
    },
    stop: () => {
      clearInterval(anyway);
      clearTimeout(quiet);
      for (const folder of [...watched.keys()]) drop(folder);
    },
  };
}

/** Tells a folder from another one that took its place. */
function identityOf(folder: string): string | undefined {
  const stats = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.dev} ${stats.ino} ${stats.birthtimeNs}`;
}
