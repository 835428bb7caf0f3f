import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../diagnostics/diagnostic.ts";
import { compile } from "./compile.ts";
import type { Told, WorkerMessage } from "./compile-apart.ts";
import { toPortable } from "./portable.ts";

/** A thread that compiles once, when it is told to. Before that it runs nothing of the author's. */
const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

process.once("beforeExit", () => {
  send({ message: "idle" });
  // Before Node warns of an `await` that has not settled, with the name of this file.
  process.exit();
});
process.once("exit", (code) => send({ message: "exit", code, site: { stack: new Error().stack ?? "" } }));

let isTold = false;
const told = new Promise<Told>((resolve) => {
  parentPort?.once("message", (options: Told) => {
    isTold = true;
    resolve(options);
  });
});
if ((workerData as { readonly warm: boolean }).warm) await (await import("./warm-up.ts")).warmUp(() => isTold);

/** As it was before the author's code could change it. */
const write = process.stdout.write.bind(process.stdout);

/** The thread may be ended as soon as it has answered: first, what the transforms printed has to be on its way. */
const printed = (): Promise<void> => new Promise((done) => write("", () => done()));

try {
  const { streams, ...options } = await told;
  const compilation = await compile({
    ...options,
    onFile: (file) => send({ message: "loading", file }),
    onImport: (file) => send({ message: "imports", file }),
    onLoaded: () => send({ message: "loaded" }),
    ...(streams ? { onFiles: (files: ReadonlyMap<string, string>) => send({ message: "files", files }) } : {}),
    onStage: (stage) => send({ message: "stage", stage }),
  });
  await printed();
  send({ message: "compiled", compilation: toPortable(compilation) });
} catch (failure) {
  if (failure instanceof Refusal) send({ message: "refused", problems: failure.problems });
  else throw failure;
}
