import type { LakePlan, TablePlan } from "../operations/lake.ts";
import { fromSteps, type Step, toSteps } from "../operations/steps.ts";
import type { Compilation } from "./compile.ts";

/** A compilation as one thread sends it to another: relations as lists of steps, because a long chain is nested too deeply to be copied. */
export interface Portable extends Omit<Compilation, "plan"> {
  readonly plan?: Omit<LakePlan, "tables"> & { readonly tables: readonly PortableTable[] };
}

type PortableTable = Omit<TablePlan, "relation"> & { readonly steps: readonly Step[] };

export function toPortable({ plan, ...rest }: Compilation): Portable {
  if (plan === undefined) return rest;
  return { ...rest, plan: { ...plan, tables: plan.tables.map(({ relation, ...table }) => ({ ...table, steps: toSteps(relation) })) } };
}

export function fromPortable({ plan, ...rest }: Portable): Compilation {
  if (plan === undefined) return rest;
  return { ...rest, plan: { ...plan, tables: plan.tables.map(({ steps, ...table }) => ({ ...table, relation: fromSteps(steps) })) } };
}
