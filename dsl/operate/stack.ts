import { z } from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";
import type { ChildOptions } from "./child.ts";
import { lastLine, pulumi } from "./pulumi.ts";

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
 * The outputs of a stack, from `pulumi stack output`. Refuses with `no-pulumi` and `stack-unusable`.
 */
export async function stackOutputs(stack: string, options: ChildOptions = {}): Promise<StackOutputs> {
  const { code, stdout, stderr } = await pulumi(["stack", "output", "--json", "--stack", stack], options);
  if (code !== 0) refuse("stack-unusable", { stack, reason: lastLine(stderr) });
  const parsed = outputs.safeParse(JSON.parse(stdout));
  if (!parsed.success) refuse("stack-unusable", { stack, reason: "it has no outputs of a lakehouse: is it deployed?" });
  return parsed.data;
}
