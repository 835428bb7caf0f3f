import type { JobPlan } from "./jobs.ts";
import type { Names } from "./names.ts";

/** A rule of EventBridge that hears of jobs that failed. */
export interface FailureRulePlan {
  readonly name: string;
  /** The event pattern, as JSON. */
  readonly pattern: string;
}

/** Characters of an event pattern (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html). */
const LONGEST_PATTERN = 2_048;

const patternOf = (jobNames: readonly string[]): string =>
  JSON.stringify({
    source: ["aws.glue"],
    "detail-type": ["Glue Job State Change"],
    detail: { jobName: jobNames, state: ["ERROR", "FAILED", "STOPPED", "TIMEOUT"] },
  });

/** As many rules as it takes to name every job: a prefix would also name the jobs of a stack whose name goes on. */
export function failureRulesOf(jobs: readonly Pick<JobPlan, "name">[], names: Names): readonly FailureRulePlan[] {
  const parts: string[][] = [];
  for (const name of jobs.map((job) => job.name).sort()) {
    const last = parts.at(-1);
    if (last !== undefined && patternOf([...last, name]).length <= LONGEST_PATTERN) last.push(name);
    else parts.push([name]);
  }
  return parts.map((part, index) => ({ name: names.failureRule(index + 1), pattern: patternOf(part) }));
}
