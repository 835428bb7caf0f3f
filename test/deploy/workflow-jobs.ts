import { readFileSync } from "node:fs";
import { join } from "node:path";

const WORKFLOWS = join(import.meta.dirname, "..", "..", ".github", "workflows");

export interface WorkflowText {
  /** What stands before the jobs. */
  readonly head: string;
  /** Name of a job -> its text. */
  readonly jobs: Readonly<Record<string, string>>;
}

/** A workflow, as text: what is asked of it are lines. */
export function workflowText(file: string): WorkflowText {
  const [head = "", jobs = ""] = readFileSync(join(WORKFLOWS, file), "utf8").split("\njobs:\n");
  const texts = jobs.split(/^(?= {2}[\w-]+:$)/m).filter((text) => /^ {2}[\w-]+:$/m.test(text));
  return { head, jobs: Object.fromEntries(texts.map((text) => [/^ {2}([\w-]+):$/m.exec(text)?.[1] ?? "", text])) };
}

/** The shell commands of a job that start Pulumi. */
export function pulumiCommands({ jobs }: WorkflowText, job: string): string {
  const blocks = [...(jobs[job] ?? "").matchAll(/^ {6}- run: \|\n((?: {10}.*\n)+)/gm)].map(([, block = ""]) =>
    block.replaceAll(/^ {10}/gm, ""),
  );
  const found = blocks.find((block) => block.includes("pulumi "));
  if (found === undefined) throw new Error(`the job ${job} starts no Pulumi`);
  return found;
}
