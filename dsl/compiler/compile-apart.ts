import { relative } from "node:path";
import { Worker } from "node:worker_threads";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import type { Compilation, CompileOptions } from "./compile.ts";

export type WorkerMessage =
  | { readonly message: "loading"; readonly file: string }
  | { readonly message: "loaded" }
  | { readonly message: "compiled"; readonly compilation: Compilation }
  | { readonly message: "refused"; readonly problems: readonly Problem[] };

/** How long the author's own code may run. */
const SECONDS = 10;

/**
 * Compiles in a thread of its own, so that a transform that never ends can be stopped and nothing that it does to its
 * globals matters. What it prints goes to stderr. Refuses what `compile` refuses, and transforms that do not end.
 */
export function compileApart(options: Omit<CompileOptions, "onLoaded" | "onFile">): Promise<Compilation> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: options, stdout: true });
    worker.stdout.pipe(process.stderr, { end: false });
    let file: string | undefined;
    let loaded = false;
    const stop = (problems: readonly Problem[]): void => {
      clearTimeout(timer);
      fail(new Refusal(problems));
      void worker.terminate();
    };
    const neverEnded = (): void =>
      stop([
        {
          code: "transform-never-ended",
          parameters: { seconds: SECONDS, file: file === undefined ? undefined : relative(options.cwd, file) },
        },
      ]);
    const timer = setTimeout(neverEnded, SECONDS * 1000);
    worker.on("message", (message: WorkerMessage) => {
      switch (message.message) {
        case "loading":
          file = message.file;
          break;
        case "loaded":
          loaded = true;
          clearTimeout(timer);
          break;
        case "compiled":
          done(message.compilation);
          break;
        case "refused":
          stop(message.problems);
          break;
      }
    });
    worker.on("error", (failure) => {
      clearTimeout(timer);
      fail(failure);
    });
    worker.on("exit", (code) => {
      clearTimeout(timer);
      // Node ends a thread with 13 when nothing is left to do and a top-level await has not settled.
      if (!loaded && code === 13) neverEnded();
      else if (!loaded) stop([{ code: "transform-threw", parameters: { message: `it ended the process with code ${code}` } }]);
      else fail(new Error(`the compiler's thread ended with code ${code}`));
    });
  });
}
