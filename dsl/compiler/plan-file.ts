import { knownPart } from "../contract/known-part.ts";
import { writtenSchema } from "../contract/plan-schema.ts";
import { keyVariable } from "../expressions/pseudonym.ts";
import type { LakePlan, SourcePlan, TablePlan } from "../operations/lake.ts";
import type { ColumnLineage, Origin } from "../operations/lineage.ts";
import type { LoweredNode } from "../operations/lowered.ts";
import { pseudonymKeys } from "../operations/pseudonym-keys.ts";
import { lineageOfRelation } from "../operations/rules.ts";
import { type Step, tablesRead, toSteps } from "../operations/steps.ts";
import type { TableProof } from "../proofs/proof.ts";
import { jsonText } from "./json-text.ts";
import { localProof } from "./local-proof.ts";

/** `plan.json` of a source: what lands there and how it is read. */
export type SourceFile = { readonly kind: "source" } & SourcePlan;

/** `plan.json` of a table: what it is made of, as the job runs it. `steps` are read by `fromSteps`. */
export type TableFile = { readonly kind: "table" } & Omit<TablePlan, "relation"> & {
    readonly reads: readonly string[];
    /** The environment variables that the job needs, with secrets; absent when there are none. */
    readonly environment?: readonly string[];
    readonly steps: readonly Step[];
    readonly lineage: { readonly columns: Readonly<Record<string, ColumnLineage>>; readonly rows: readonly Origin[] };
    readonly proof: TableProof | undefined;
  };

export type PlanFile = SourceFile | TableFile;

export const sourceFile = ({ name, zone, description, file, ...source }: SourcePlan): SourceFile => ({
  kind: "source",
  name,
  zone,
  ...(description === undefined ? {} : { description }),
  file,
  ...source,
});

export function tableFile(
  { name, zone, description, file, relation: _, ...table }: TablePlan,
  lowered: LoweredNode,
  proof: TableProof | undefined,
): TableFile {
  const lineage = lineageOfRelation(lowered);
  const environment = pseudonymKeys(lowered).map(keyVariable);
  return {
    kind: "table",
    name,
    zone,
    ...(description === undefined ? {} : { description }),
    file,
    ...table,
    reads: tablesRead(lowered),
    ...(environment.length === 0 ? {} : { environment }),
    steps: toSteps(lowered),
    lineage: { columns: Object.fromEntries(lineage.columns), rows: lineage.rows },
    proof: proof === undefined ? undefined : localProof(proof),
  };
}

/** The text of `plan.json`: what `writtenSchema` knows of it, so that whoever reads by that schema can read it. Throws when that is no plan. */
export function planText(file: PlanFile): string {
  const { result, value } = knownPart(writtenSchema, file);
  if (!result.success) throw new Error(`the plan of ${file.name} is not as its readers know it: ${result.error.message}`);
  return jsonText(value);
}

/** `zones.json`: what the zones promise, and the consents that they require. */
export const zonesFile = ({ zones, consents }: LakePlan): Pick<LakePlan, "zones" | "consents"> => ({ zones, consents });
