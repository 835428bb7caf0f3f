import { refuse } from "../diagnostics/diagnostic.ts";
import { type ChildEnd, type ChildOptions, endOf } from "./child.ts";

/** Runs the Pulumi CLI to its end; an abort lets it end what it is doing to a resource. Refuses with `no-pulumi` where there is none. */
export async function pulumi(args: readonly string[], options: ChildOptions = {}): Promise<ChildEnd> {
  return endOf("pulumi", args, options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return refuse("no-pulumi", {});
    throw error;
  });
}

/** What Pulumi says last: the reason of a failure. */
export const lastLine = (text: string): string =>
  text
    .trim()
    .split("\n")
    .at(-1)
    ?.replace(/^error: /, "") ?? "";

/** Why a command that changes a stack has failed: the first error that is of a resource or the program, else what Pulumi says last. */
export function reasonIn(stdout: string, stderr: string): string {
  const errors = [...`${stdout}\n${stderr}`.matchAll(/^\s*error: (.+)$/gm)].map(([, reason = ""]) => reason.trim());
  return (
    errors.find((reason) => !/^(update|preview|refresh|destroy) failed$/.test(reason)) ?? lastLine(stderr.trim() === "" ? stdout : stderr)
  );
}

/** How many resources a command did what to, as it says in the end: `created`, `updated`, `unchanged`, ... */
export const countsIn = (said: string): Readonly<Record<string, number>> =>
  Object.fromEntries([...said.matchAll(/^ {4}(?:[+~-]+ ?)?(\d+) (\w+)$/gm)].map(([, count, what = ""]) => [what, Number(count)]));
