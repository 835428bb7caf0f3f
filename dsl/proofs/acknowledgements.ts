import type { JoinReasons } from "../operations/join.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { Acknowledgement, AcknowledgementKey, Failure, Outcome, TableProof } from "./proof.ts";
import { finding } from "./questions/failure.ts";
import type { TableKnowledge } from "./tables.ts";

const keyOf = ({ kind, table, step, column }: AcknowledgementKey): string => JSON.stringify([kind, table, step ?? null, column ?? null]);

/** The tables whose proofs need a reason, by the reason's key. */
export type Uses = ReadonlyMap<string, ReadonlySet<string>>;

export function usesOf(proofs: readonly TableProof[]): Uses {
  const used = new Map<string, Set<string>>();
  for (const proof of proofs) {
    for (const outcome of outcomesOf(proof)) {
      for (const key of "by" in outcome ? outcome.by : []) used.set(keyOf(key), (used.get(keyOf(key)) ?? new Set()).add(proof.table));
    }
  }
  return used;
}

/** Every reason with the tables whose proofs need it. */
export const withUses = (acknowledgements: readonly Acknowledgement[], used: Uses): readonly Acknowledgement[] =>
  acknowledgements.map((written) => ({ ...written, usedBy: [...(used.get(keyOf(written)) ?? [])].sort() }));

const outcomesOf = (proof: TableProof): readonly Outcome[] => [
  ...proof.consent,
  ...proof.onePerson,
  ...proof.fanOut,
  ...proof.personal.denied,
  ...proof.personal.implicit,
];

/** Every reason that is written at a table, a column, a join or a window. Who needs it is not known yet. */
export function acknowledgementsIn({ table, steps }: TableKnowledge): readonly Acknowledgement[] {
  const atTable = (["anyOwner", "atAnyTime", "implicit"] as const).flatMap((kind) => reason(kind, { table: table.name }, table[kind]));
  const atColumns = Object.entries(table.personal).map(([column, text]) => ({
    kind: "personal" as const,
    table: table.name,
    column,
    reason: text,
    usedBy: [],
  }));
  const atSteps = steps.flatMap((node, step) => {
    const reasons: JoinReasons = ("reasons" in node ? node.reasons : undefined) ?? {};
    return (["many", "anyOwner", "samePerson", "atAnyTime"] as const).flatMap((kind) =>
      reason(kind, { table: table.name, step }, reasons[kind]),
    );
  });
  return [...atTable, ...atColumns, ...atSteps];
}

const reason = (
  kind: AcknowledgementKey["kind"],
  at: { readonly table: string; readonly step?: number },
  text: string | undefined,
): readonly Acknowledgement[] => (text === undefined ? [] : [{ kind, ...at, reason: text, usedBy: [] }]);

/** A reason that nothing needs is a mistake: it would excuse what comes later. */
export const unusedAcknowledgements = (acknowledgements: readonly Acknowledgement[]): readonly Failure[] =>
  acknowledgements
    .filter(({ usedBy }) => usedBy.length === 0)
    .map(({ kind, table, step, column }) =>
      unused(kind === "personal" ? `personal: ${column}` : kind, { table, step, focus: column ?? kind }),
    );

const unused = (option: string, at: { readonly table: string; readonly step?: number | undefined; readonly focus: string }): Failure => {
  const words = {
    claim: `\`${option}\` is needed`,
    known: "what it speaks of is proven, or is not asked",
    missing: "something to accept",
    repair: "take it out",
  };
  return finding("unused-acknowledgement", at, words, { table: at.table, option });
};

/** References to columns that are not unique must say so, and only those. */
export const referenceFindings = (plan: LakePlan, isUnique: (table: string, column: string) => boolean): readonly Failure[] =>
  plan.sources.flatMap(({ name, person }) =>
    person.flatMap(({ column, table, references, ambiguous }): readonly Failure[] => {
      const unique = isUnique(table, references);
      if (unique !== ambiguous) return [];
      const at = { table: name, focus: column };
      if (unique) return [unused(`ambiguous(${table}.${references})`, at)];
      const target = `${table}.${references}`;
      const words = {
        claim: `${column} fits one person`,
        known: `it refers to ${target}`,
        missing: `${target} is unique`,
        repair: `write \`ambiguous(...)\``,
      };
      return [finding("ambiguous-reference", at, words, { table: name, column, references: target })];
    }),
  );
