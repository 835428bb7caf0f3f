import type { TableProof } from "../proofs/proof.ts";

/**
 * A proof as the table's own plan file has it: places in other tables are named by the table alone, because the numbers
 * of their steps change with every edit there, and an edit there must not change this file.
 */
export const localProof = (proof: TableProof): TableProof => withoutStepsOfOthers(proof, proof.table) as TableProof;

function withoutStepsOfOthers(value: unknown, own: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutStepsOfOthers(item, own));
  if (typeof value !== "object" || value === null) return value;
  const isElsewhere = "table" in value && "step" in value && value.table !== own;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(isElsewhere && key === "step"))
      .map(([key, item]) => [key, withoutStepsOfOthers(item, own)]),
  );
}
