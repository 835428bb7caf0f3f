import type { TableProof } from "../proofs/proof.ts";

/**
 * A proof as the table's own plan file has it: places in other tables are named by the table alone, because the numbers
 * of their steps change with every edit there, and an edit there must not change this file.
 */
export const localProof = (proof: TableProof): TableProof => withoutStepsOfOthers(proof, proof.table) as TableProof;

/** What names no other table's step is the same object as before. */
function withoutStepsOfOthers(value: unknown, own: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutStepsOfOthers(item, own));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  const changed: Record<string, unknown> = {};
  let hasChanged = false;
  const before = value as Readonly<Record<string, unknown>>;
  const isElsewhere = "table" in before && "step" in before && before.table !== own;
  for (const key of Object.keys(before)) {
    if (isElsewhere && key === "step") {
      hasChanged = true;
      continue;
    }
    changed[key] = withoutStepsOfOthers(before[key], own);
    hasChanged ||= changed[key] !== before[key];
  }
  return hasChanged ? changed : value;
}
