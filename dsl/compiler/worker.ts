import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../diagnostics/diagnostic.ts";
import { type CompileOptions, compile } from "./compile.ts";
import type { WorkerMessage } from "./compile-apart.ts";

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

process.once("beforeExit", () => {
  send({ message: "idle" });
  // Before Node warns of an `await` that has not settled, with the name of this file.
  process.exit();
});
process.once("exit", (code) => send({ message: "exit", code, site: { stack: new Error().stack ?? "" } }));

try {
  const options = workerData as Omit<CompileOptions, "onLoaded" | "onFile">;
  const compilation = await compile({
    ...options,
    onFile: (file) => send({ message: "loading", file }),
    onLoaded: () => send({ message: "loaded" }),
  });
  send({ message: "compiled", compilation });
} catch (failure) {
  if (failure instanceof Refusal) send({ message: "refused", problems: failure.problems });
  else throw failure;
}
