import { spawn } from "node:child_process";
import { z } from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";

const outputs = z.object({
  region: z.string(),
  database: z.string(),
  /** `s3://bucket`. */
  lake: z.string().regex(/^s3:\/\/[^/]+$/),
  /** `s3://bucket/landing/`. */
  landing: z.string().regex(/^s3:\/\/[^/]+\/.*\/$/),
  workflow: z.string(),
  /** Table, or `lake` -> name of its Glue job. */
  jobs: z.record(z.string(), z.string()),
  queries: z.record(z.string(), z.object({ id: z.string(), workgroup: z.string() })),
});

/** What a deployed stack tells of itself. */
export type StackOutputs = z.infer<typeof outputs>;

/**
 * The outputs of a stack, from `pulumi stack output` in the working folder. Refuses with `no-pulumi` and `stack-unusable`.
 */
export async function stackOutputs(stack: string): Promise<StackOutputs> {
  const { code, stdout, stderr } = await pulumi(["stack", "output", "--json", "--stack", stack]);
  if (code !== 0) refuse("stack-unusable", { stack, reason: lastLine(stderr) });
  const parsed = outputs.safeParse(JSON.parse(stdout));
  if (!parsed.success) refuse("stack-unusable", { stack, reason: "it has no outputs of a lakehouse: is it deployed?" });
  return parsed.data;
}

function pulumi(args: readonly string[]): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") return reject(error);
      try {
        refuse("no-pulumi", {});
      } catch (refusal) {
        reject(refusal);
      }
    });
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split("\n")
    .at(-1)
    ?.replace(/^error: /, "") ?? "";
