import { createInterface } from "node:readline/promises";

/** Asks a question on a terminal; true of the answer `yes` alone. The end of the input, and an abort, are no. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const asked = createInterface({ input: process.stdin, output: process.stderr });
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
