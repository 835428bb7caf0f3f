import type { LakePlan } from "../operations/lake.ts";
import type { LakeProof, Outcome, TableProof } from "./proof.ts";
import { prove } from "./prove.ts";

/** A declared key of a source, that data has shown to be false. */
export interface FalseKey {
  readonly source: string;
  readonly columns: readonly string[];
}

/** What is no longer shown of a table. */
export interface Broken {
  readonly table: string;
  readonly questions: readonly string[];
}

/**
 * What is proven of a lake only because a source declares a key: the lake is proven once more without it. `order` is as `prove` wants it.
 * A plan that compiled has no failed proof, so whatever fails now rested on the key.
 */
export function brokenWithout(plan: LakePlan, order: readonly string[], proof: LakeProof, key: FalseKey): readonly Broken[] {
  const after = new Map(prove(withoutKey(plan, key), order).tables.map((table) => [table.table, table]));
  return proof.tables.flatMap((before) => {
    const now = after.get(before.table);
    const questions = now === undefined ? [] : lost(before, now);
    return questions.length === 0 ? [] : [{ table: before.table, questions }];
  });
}

const withoutKey = (plan: LakePlan, { source, columns }: FalseKey): LakePlan => ({
  ...plan,
  sources: plan.sources.map((one) =>
    one.name === source ? { ...one, unique: one.unique.filter((key) => JSON.stringify(key) !== JSON.stringify(columns)) } : one,
  ),
});

type Claimed = Outcome & { readonly claim: string };

const QUESTIONS: Readonly<Record<string, (proof: TableProof) => readonly Claimed[]>> = {
  consent: ({ consent }) => consent,
  "one row, one person": ({ onePerson }) => onePerson,
  "fan-out": ({ fanOut }) => fanOut,
};

function lost(before: TableProof, now: TableProof): readonly string[] {
  const asked = Object.entries(QUESTIONS).flatMap(([question, outcomesOf]) => {
    const proven = new Set(outcomesOf(before).flatMap(({ claim, status }) => (status === "proven" ? [claim] : [])));
    const isLost = ({ claim, status }: Claimed): boolean =>
      status === "failed" || status === "inherited" || (status === "acknowledged" && proven.has(claim));
    return outcomesOf(now).some(isLost) ? [question] : [];
  });
  const known = new Set(now.notNull.map(({ column }) => column));
  return [...asked, ...(before.notNull.some(({ column }) => !known.has(column)) ? ["not null"] : [])];
}
