import { createHash } from "node:crypto";
import type { SourcePlan, TablePlan } from "../operations/lake.ts";
import { toSteps } from "../operations/steps.ts";

const sha256 = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** Tells whether rows were made by the same plan: all that decides what the rows of the source or table are. */
export function planHash(plan: SourcePlan | TablePlan): string {
  return "relation" in plan
    ? sha256({ columns: plan.columns, format: plan.format, steps: toSteps(plan.relation) })
    : sha256({ columns: plan.columns, format: plan.format, path: plan.path, quarantine: plan.quarantine });
}
