import { lstatSync, realpathSync } from "node:fs";
import { relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { beginSession, type Session } from "../authoring/session.ts";
import { type Problem, refuse } from "../diagnostics/diagnostic.ts";
import { transformFiles } from "../source/transform-files.ts";
import { problemOfFailure } from "./load-failure.ts";
import { hookModules } from "./module-hooks.ts";

export interface Loaded {
  /** The transforms folder, absolute, without symbolic links. */
  readonly root: string;
  readonly files: readonly string[];
  /** The files that have run: `files`, and those of the folder that they import. */
  readonly modules: readonly string[];
  /** Whether they import anything but each other, `sluice` and `zod`. */
  readonly importsOthers: boolean;
  readonly session: Session;
  readonly problems: readonly Problem[];
}

interface Listeners {
  /** Called with all files before the first is run. */
  readonly onFound?: (files: readonly string[]) => void;
  /** Called before each file is run. */
  readonly onFile?: (file: string) => void;
  readonly onImport?: (file: string) => void;
}

/** Runs every TypeScript file of the folder; what they declare and what is wrong is in the result. Refuses a missing folder. */
export async function loadTransforms(
  folder: string,
  { onFound = () => {}, onFile = () => {}, onImport = () => {} }: Listeners = {},
): Promise<Loaded> {
  const root = realFolder(folder);
  const files = transformFiles(root);
  onFound(files);
  const session = beginSession();
  const hooks = hookModules(root, onImport);
  const failures = new Map<unknown, Problem>();
  try {
    for (const file of files) {
      onFile(file);
      try {
        await import(hooks.urlOf(file));
      } catch (failure) {
        // A file that imports a failed one fails with the same error object.
        if (!failures.has(failure)) failures.set(failure, await problemOfFailure(failure, file, root, hooks));
      }
    }
    // Node tells of a promise that was rejected and forgotten when the files have run.
    await setImmediate();
  } finally {
    hooks.stop();
  }
  const { modules, importsOthers } = hooks;
  return {
    root,
    files,
    modules: [...modules],
    importsOthers: importsOthers(),
    session,
    problems: [...failures.values(), ...session.problems],
  };
}

function realFolder(folder: string): string {
  try {
    const root = realpathSync(folder);
    if (lstatSync(root).isDirectory()) return root;
  } catch {
    // refused below
  }
  return refuse("no-transforms-folder", { folder: relative(process.cwd(), folder) || "." });
}
