import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ChildEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  /** The working folder when left out. */
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** An abort sends SIGINT, once. */
  readonly signal?: AbortSignal | undefined;
  /** Each line that it says, on either stream. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/**
 * Runs a program to its end. With a signal it is in a group of its own: the Ctrl-C of a terminal would reach it a second time, at which some
 * drop what they are doing. Rejects where it cannot be started.
 */
export function endOf(program: string, args: readonly string[], { cwd, env, signal, onLine }: ChildOptions = {}): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: signal !== undefined });
    const stop = (): void => void child.kill("SIGINT");
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (chunk: Buffer) => (said[name] += chunk.toString()));
      if (onLine !== undefined) createInterface({ input: child[name] }).on("line", onLine);
    }
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
    child.once("error", reject);
    child.once("close", (code) => {
      signal?.removeEventListener("abort", stop);
      resolve({ code, ...said });
    });
  });
}
