import { readSettings } from "../../../pulumi/settings.ts";
import type { Change } from "../change.ts";
import type { Felt } from "../downstream.ts";
import { KINDS } from "../kinds/kinds.ts";
import { readOrder } from "../tree/differing.ts";
import type { Tree } from "../tree/tree.ts";
import type { Durations } from "./last-run.ts";
import { costOf, dpuOf, type GlueVersion, LEAST_SECONDS, PRICES } from "./price.ts";

/** The jobs that have to run before the lake is what the head says, and what that costs. */
export interface JobsToRun {
  readonly glue: GlueVersion;
  /** USD for a DPU-hour. */
  readonly price: number;
  readonly dpu: number;
  readonly workers: string;
  readonly leastSeconds: number;
  /** In the order in which they run. */
  readonly jobs: readonly JobToRun[];
  /** USD for all of them once. */
  readonly cost: number;
}

export interface JobToRun {
  readonly table: string;
  /** `changed`: what it makes is something else; `downstream`: what it reads is. */
  readonly why: "changed" | "downstream";
  /** How long it took the last time; null where nobody said, then the least is billed that there is. */
  readonly seconds: number | null;
  /** USD. */
  readonly cost: number;
}

/** The workers of a job where a stack's settings say nothing else. */
const { workerType, workers } = readSettings({}, []);

export function jobsToRun(
  changes: readonly Change[],
  downstream: readonly Felt[],
  head: Tree,
  glue: GlueVersion,
  last: Durations,
): JobsToRun {
  const changed = new Set(changes.flatMap(({ kind, table }) => (table !== null && KINDS[kind].remade ? [table] : [])));
  const felt = new Set(downstream.map(({ table }) => table));
  const isJob = (table: string): boolean => head.tables.get(table)?.kind === "table";
  const dpu = dpuOf(workerType, workers);
  const jobs = readOrder(head, new Set([...changed, ...felt].filter(isJob))).map((table): JobToRun => {
    const seconds = last(table) ?? null;
    return { table, why: changed.has(table) ? "changed" : "downstream", seconds, cost: costOf(seconds ?? 0, dpu, glue) };
  });
  return {
    glue,
    price: PRICES[glue],
    dpu,
    workers: `${workers} x ${workerType}`,
    leastSeconds: LEAST_SECONDS,
    jobs,
    cost: jobs.reduce((sum, { cost }) => sum + cost, 0),
  };
}
