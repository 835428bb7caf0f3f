import type { LakeTable } from "../generated.ts";

/** Starts jobs when all of `after` have succeeded. */
export interface TriggerPlan {
  /** Tables, sorted. */
  readonly starts: readonly string[];
  /** Tables, sorted; sources need no job. */
  readonly after: readonly string[];
}

/** What starts when in a run of the workflow. */
export interface WorkflowPlan {
  /** Tables whose jobs start at once, sorted; or `lake`, for the job of the whole lake. */
  readonly first: readonly string[];
  readonly triggers: readonly TriggerPlan[];
}

/** Glue's quota "Max jobs per trigger" (https://docs.aws.amazon.com/general/latest/gr/glue.html). */
const JOBS_OF_A_TRIGGER = 50;

/**
 * Jobs and triggers of a workflow; AWS says that with more, stopping or resuming a run may fail
 * (https://docs.aws.amazon.com/glue/latest/dg/blueprint_workflow_restrictions.html).
 */
const PARTS_OF_A_WORKFLOW = 100;

/** From the dependency graph: a trigger for the jobs that wait for the same tables, or more where Glue allows one no more jobs. */
export function workflowOf(tables: readonly Pick<LakeTable, "name" | "kind" | "reads">[]): WorkflowPlan {
  const made = tables.filter(({ kind }) => kind === "table");
  const names = new Set(made.map(({ name }) => name));
  const afterOf = ({ reads }: Pick<LakeTable, "reads">): string[] => reads.filter((read) => names.has(read)).sort();
  const groups = [...Map.groupBy(made, (table) => afterOf(table).join(" "))].map(([after, group]) => ({
    starts: group.map(({ name }) => name).sort(),
    after: after === "" ? [] : after.split(" "),
  }));
  return {
    first: groups.find(({ after }) => after.length === 0)?.starts ?? [],
    triggers: groups
      .filter(({ after }) => after.length > 0)
      .flatMap(({ starts, after }) => inParts(starts, JOBS_OF_A_TRIGGER).map((part) => ({ starts: part, after }))),
  };
}

const inParts = <T>(list: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, part) => list.slice(part * size, (part + 1) * size));

/** Why Glue would refuse the workflow, each a line: it has one start trigger, which cannot be more than one. */
export const tooManyAtOnce = ({ first }: WorkflowPlan): readonly string[] =>
  first.length > JOBS_OF_A_TRIGGER
    ? [
        `${first.length} jobs wait for no other, and the trigger that starts a Glue workflow starts at most ${JOBS_OF_A_TRIGGER}: set sluice:jobs to one`,
      ]
    : [];

/** What may go wrong in a workflow of this size, each a line. */
export function workflowWarnings({ first, triggers }: WorkflowPlan): readonly string[] {
  const jobs = first.length + triggers.reduce((sum, { starts }) => sum + starts.length, 0);
  const count = triggers.length + 1;
  return jobs + count > PARTS_OF_A_WORKFLOW
    ? [
        `the workflow has ${jobs} jobs and ${count} triggers; with more than ${PARTS_OF_A_WORKFLOW} of both, AWS says, stopping or resuming a run may fail: sluice:jobs: one needs one of each`,
      ]
    : [];
}
