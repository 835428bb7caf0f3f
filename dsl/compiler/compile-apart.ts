import { relative } from "node:path";
import { Worker } from "node:worker_threads";
import { type Problem, Refusal, type Site } from "../diagnostics/diagnostic.ts";
import { placeOf } from "../diagnostics/site.ts";
import type { Compilation, CompileOptions, Stage } from "./compile.ts";
import type { OnFiles } from "./emit.ts";
import { fromPortable, type Portable } from "./portable.ts";

export type WorkerMessage =
  | { readonly message: "loading"; readonly file: string }
  /** A file outside of the transforms, or one that is not there, is imported. */
  | { readonly message: "imports"; readonly file: string }
  | { readonly message: "loaded" }
  | { readonly message: "stage"; readonly stage: Stage }
  /** Nothing is left to do. Before `loaded`: the author's `await` will never settle. */
  | { readonly message: "idle" }
  /** The thread ends; the site is in the author's code when that is what ends it. */
  | { readonly message: "exit"; readonly code: number; readonly site: Site }
  | { readonly message: "files"; readonly files: ReadonlyMap<string, string> }
  | { readonly message: "compiled"; readonly compilation: Portable }
  | { readonly message: "refused"; readonly problems: readonly Problem[] };

export type OptionsApart = Omit<CompileOptions, "onFile" | "onImport" | "onLoaded" | "onStage" | "onFiles">;

/** What a thread is told. */
export interface Told extends OptionsApart {
  /** The files are sent as they are made. */
  readonly streams: boolean;
}

/** What a caller may want to know or do meanwhile. */
export interface Apart {
  readonly signal?: AbortSignal | undefined;
  /** A thread of `newThread` that has compiled nothing yet. Without, one is started. */
  readonly thread?: Worker | undefined;
  /** Called with files that decide the result and are not found by looking through the transforms. */
  readonly onImport?: (file: string) => void;
  /** Gets the files, some at a time, as they are made; then there are none in the result. When it refuses, the compile ends. */
  readonly onFiles?: OnFiles | undefined;
  readonly onProgress?: OnProgress;
}

/** A thread that compiles once. A warm one gets everything ready meanwhile, which takes about a second. */
export const newThread = (warm = false): Worker =>
  new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: { warm },
    stdout: true,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });

/** How long the author's own code may run until the next file's turn comes. */
const SECONDS = 10;

/** The young objects of a compile are many and short-lived: with more room for them fewer survive to be collected the slow way. */
const YOUNG_MEGABYTES = 64;

/** What a compile is at: `loading` a file, or a stage of its own. */
export type OnProgress = (at: { readonly stage: "load"; readonly file: string } | { readonly stage: Stage }) => void;

/**
 * Compiles in a thread of its own, so that a transform that never ends can be stopped and nothing that it does to its
 * globals, or leaves running, matters. What it prints goes to stderr. Refuses what `compile` refuses, transforms that do
 * not end or that fail behind the back of their file, and, after an abort, with `interrupted`.
 */
export function compileApart(
  options: OptionsApart,
  { signal, thread: worker = newThread(), onImport = () => {}, onFiles, onProgress = () => {} }: Apart = {},
): Promise<Compilation> {
  return new Promise((done, fail) => {
    worker.postMessage({ ...options, streams: onFiles !== undefined } satisfies Told);
    worker.stdout.pipe(process.stderr, { end: false });
    let file: string | undefined;
    let loaded = false;
    const isAuthors = (site: Site): boolean => placeOf(site, options.transforms) !== undefined;
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", interrupt);
      // What is on its way already is for nobody any more.
      worker.removeAllListeners("message");
      void worker.terminate();
    };
    const stop = (problems: readonly Problem[]): void => {
      end();
      fail(new Refusal(problems));
    };
    const threw = (message: string, site: Site): void => stop([{ code: "transform-threw", parameters: { message }, site }]);
    const neverEnded = (seconds: number | undefined): void =>
      stop([
        {
          code: "transform-never-ended",
          parameters: { seconds, file: file === undefined ? undefined : relative(options.cwd, file) },
        },
      ]);
    const interrupt = (): void => stop([{ code: "interrupted", parameters: {} }]);
    // From the first file on: starting a thread takes long on a busy machine.
    let timer: NodeJS.Timeout | undefined;
    signal?.addEventListener("abort", interrupt);
    worker.on("message", (message: WorkerMessage) => {
      switch (message.message) {
        case "loading":
          file = message.file;
          if (timer === undefined) timer = setTimeout(() => neverEnded(SECONDS), SECONDS * 1000);
          else timer.refresh();
          onProgress({ stage: "load", file });
          break;
        case "imports":
          onImport(message.file);
          break;
        case "loaded":
          loaded = true;
          clearTimeout(timer);
          break;
        case "stage":
          onProgress({ stage: message.stage });
          break;
        case "idle":
          if (!loaded) neverEnded(undefined);
          break;
        case "exit":
          if (isAuthors(message.site)) threw(`it ended the process with code ${message.code}`, message.site);
          break;
        case "files":
          try {
            onFiles?.(message.files);
          } catch (failure) {
            end();
            fail(failure);
          }
          break;
        case "compiled":
          end();
          done(fromPortable(message.compilation));
          break;
        case "refused":
          stop(message.problems);
          break;
      }
    });
    worker.on("error", (failure: unknown) => {
      const { message, site } =
        failure instanceof Error ? { message: failure.message, site: failure } : { message: String(failure), site: {} };
      if (!loaded || isAuthors(site)) return threw(message, site);
      end();
      fail(failure);
    });
    worker.on("exit", (code) => {
      if (!loaded) threw(`it ended the process with code ${code}`, {});
      else fail(new Error(`the compiler's thread ended with code ${code}`));
    });
  });
}
