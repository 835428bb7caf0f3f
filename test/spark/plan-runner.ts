import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PlainRow } from "../random/canonical.ts";
import type { RandomTable } from "../random/relations.ts";
import { setUpSpark } from "./setup.mjs";

export interface PlanCase {
  /** The text of a job.py. */
  readonly job: string;
  readonly function: string;
  /** Whether Spark compiles the plan to Java, as it does by default, or interprets it, which takes less than half the time. */
  readonly compiled: boolean;
  /** In the order of the function's parameters. */
  readonly tables: readonly RandomTable[];
}

/** What Spark made of it; `types` has each column's name and type in Spark's words. */
export type PlanAnswer =
  | { readonly types: readonly (readonly string[])[]; readonly rows: readonly PlainRow[] }
  | { readonly error: string };

export interface PlanRunner {
  readonly run: (plan: PlanCase) => Promise<PlanAnswer>;
  readonly end: () => Promise<void>;
}

/** One Spark that runs plans, two at once; it answers in the order of the calls. */
export function startPlans(): PlanRunner {
  const { python, env } = setUpSpark();
  const runtime = join(import.meta.dirname, "../../dsl/runtime");
  const child = spawn(python, [join(import.meta.dirname, "run_plans.py")], {
    env: { ...process.env, ...env, PYTHONPATH: runtime, TZ: "UTC" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.on("close", (status) => reject(new Error(`run_plans.py ended with ${status}`)));
  });
  ended.catch(() => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async (plan) => {
      child.stdin.write(`${JSON.stringify(plan)}\n`);
      const { value } = await Promise.race([lines.next(), ended]);
      return JSON.parse(value as string) as PlanAnswer;
    },
    end: async () => {
      child.stdin.end();
      await ended.catch(() => {});
    },
  };
}
