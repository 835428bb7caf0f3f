import { realpathSync } from "node:fs";
import type { Worker } from "node:worker_threads";
import type { Compilation, CompileOptions } from "../compiler/compile.ts";
import { compileApart, newThread } from "../compiler/compile-apart.ts";
import { hintsOfChanges } from "./hints.ts";
import { changedFiles, type Inputs, inputsReader } from "./inputs.ts";

export interface WatchOptions extends Pick<CompileOptions, "transforms" | "cache" | "cwd"> {
  readonly signal: AbortSignal;
  /** A compile begins; these files have changed since the last one, or it is the first. */
  readonly onBegin: (changed: readonly string[] | undefined) => void;
  /**
   * A compile has ended, by itself, and all files are still as it read them. `begun` is when, as
   * `performance.now()` counts. What is thrown ends the watching.
   */
  readonly onEnd: (compile: Promise<Compilation>, begun: number) => Promise<void>;
}

interface Round {
  readonly abort: AbortController;
  /** What the files were when it began, and those that it found on its way, when it found them. */
  readonly inputs: Map<string, string>;
  readonly imports: Set<string>;
}

/**
 * Compiles now, and again whenever a file has changed, until the signal. Each compile runs in a thread that has run nothing of the
 * author's before, so that nothing of an older file can survive; the next thread is made ready meanwhile. A compile whose files change
 * under it is stopped, and its result is never told.
 */
export async function watchTransforms(options: WatchOptions): Promise<void> {
  const { transforms, cache, cwd, signal, onBegin, onEnd } = options;
  const reader = inputsReader(realFolder(transforms));
  let round: Round | undefined;
  let isTelling = false;
  /** Those of the last compile that ended. */
  let inputs: Inputs | undefined;
  let imports: ReadonlySet<string> = new Set();
  let thread: Worker | undefined;
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();

  const look = (): void => {
    if (isTelling || signal.aborted) return;
    const known = round?.imports ?? imports;
    hints.lookInto(reader.folders(known));
    const now = reader.read(known);
    const before = round?.inputs ?? inputs;
    const changed = before === undefined ? undefined : changedFiles(before, now);
    if (changed?.length === 0) return;
    round?.abort.abort();
    start(now, changed);
  };

  const start = (now: Inputs, changed: readonly string[] | undefined): void => {
    const begun = performance.now();
    const since = Date.now();
    const own: Round = { abort: new AbortController(), inputs: new Map(now), imports: new Set(imports) };
    const found = new Set<string>();
    round = own;
    onBegin(changed);
    const compile = compileApart(
      { transforms, cache, cwd },
      {
        signal: own.abort.signal,
        thread: thread ?? newThread(),
        onImport: (file) => {
          found.add(file);
          own.imports.add(file);
          if (!own.inputs.has(file)) own.inputs.set(file, reader.readSince(file, since));
        },
      },
    );
    thread = undefined;
    const tell = async (): Promise<void> => {
      // What changed while the signal of it is still on its way.
      if (round === own) look();
      if (round !== own || signal.aborted) return;
      round = undefined;
      isTelling = true;
      // One that did not come to its end may not have named all that it imports.
      imports = (await isWhole(compile)) ? found : own.imports;
      inputs = new Map([...reader.read(imports).keys()].map((file) => [file, own.inputs.get(file) ?? ""]));
      await onEnd(compile, begun);
      isTelling = false;
      if (signal.aborted) return;
      thread ??= newThread(true);
      look();
    };
    void compile.then(tell, tell).catch(fail);
  };

  const hints = hintsOfChanges(look);
  signal.addEventListener("abort", () => end());
  try {
    look();
    await ended;
  } finally {
    hints.stop();
    (round as Round | undefined)?.abort.abort();
    await thread?.terminate();
  }
}

const isWhole = (compile: Promise<Compilation>): Promise<boolean> =>
  compile.then(
    ({ plan }) => plan !== undefined,
    () => false,
  );

/** The folder without symbolic links, as its files are named; as it is given when it is not there (yet). */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
