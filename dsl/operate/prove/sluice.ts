import { join } from "node:path";
import { type ChildOptions, endOf } from "../child.ts";

/** Runs `sluice` in the project's copy and gives the object of `--json`. Throws with what it says is wrong. */
export type Sluice = (args: readonly string[], signal?: AbortSignal) => Promise<Readonly<Record<string, unknown>>>;

export const sluiceIn =
  (project: string, options: ChildOptions): Sluice =>
  async (args, signal = options.signal) => {
    const main = join(project, "dsl/cli/main.ts");
    const { code, stdout, stderr } = await endOf(process.execPath, [main, ...args, "--json"], { ...options, cwd: project, signal });
    const answer = parsed(stdout);
    if (code === 0 && answer !== undefined) return answer;
    const reasons = (answer?.["diagnostics"] ?? []) as readonly { readonly severity: string; readonly message: string }[];
    const wrong = reasons.filter(({ severity }) => severity === "error").map(({ message }) => message);
    throw new Error(`sluice ${args[0]}: ${wrong.join("; ") || stderr.trim().split("\n").at(-1) || `it ended with ${code}`}`);
  };

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
