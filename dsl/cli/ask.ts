import { createInterface } from "node:readline/promises";

/** Asks a question on a terminal; true of the answer `yes` alone. The end of the input, and an abort, are no. `streams` are for tests. */
export async function ask(
  question: string,
  signal: AbortSignal,
  streams: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream } = {
    input: process.stdin,
    output: process.stderr,
  },
): Promise<boolean> {
  const asked = createInterface(streams);
  // Readline takes Ctrl-C for itself.
  asked.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const ended = new Promise<string>((resolve) => asked.once("close", () => resolve("")));
    return (await Promise.race([asked.question(question, { signal }), ended])).trim() === "yes";
  } catch {
    return false;
  } finally {
    asked.close();
  }
}
