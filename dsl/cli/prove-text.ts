import { type Cost, PRICES_OF, usd } from "../operate/prove/cost.ts";
import type { Planned } from "../operate/prove/plan.ts";
import type { StepRecord } from "../operate/prove/recording.ts";
import { counted } from "./counted.ts";

/** What would be made, and what it costs: what a person reads before the question. */
export function offerText(planned: Planned, cost: Cost, { stack, region }: { readonly stack: string; readonly region: string }): string {
  return [
    `In the account ${planned.account}, region ${region}, this makes the stack ${stack}: ${counted(planned.resources, "resource")}, among them`,
    ...[
      ...planned.buckets.map((bucket) => `bucket ${bucket}`),
      `Glue database ${planned.database}`,
      `Glue workflow ${planned.workflow}`,
    ].map((line) => `  ${line}`),
    "runs it twice on sample data, and destroys it all.",
    "",
    `It costs from ${usd(cost.least)} to at most ${usd(cost.most)} (prices of ${PRICES_OF}; other regions have others):`,
    ...cost.lines.map(({ what, least, most, source }) => `  ${what}: ${usd(least)} to ${usd(most)} (${source})`),
  ].join("\n");
}

/** How a step ended, on a line. */
export function stepText({ step, status, seconds, facts, error }: StepRecord): string {
  const wrong = facts.filter(({ got, expected }) => expected !== null && got !== expected);
  const how = status === "done" ? (wrong.length === 0 ? "as expected" : "NOT as expected") : status;
  const lines = wrong.map(({ name, got, expected }) => `\n    ${name}: ${got}, expected ${expected}`);
  return `  ${step}: ${how}${status === "not reached" ? "" : `, ${seconds} s`}${error === null ? "" : `: ${error}`}${lines.join("")}`;
}
