import { assumptionInWords } from "../compiler/privacy-report.ts";
import type { AcknowledgementKey, Explanation, LakeProof, Outcome, TableProof } from "../proofs/proof.ts";
import type { CatalogClaim, CatalogException, CatalogReason, Question } from "./catalog.ts";

/** What the claims of a lake are told with: the file of each table, and the reason of each acknowledgement. */
export interface Telling {
  readonly files: ReadonlyMap<string, string>;
  readonly reasons: ReadonlyMap<string, string>;
  /** By the key of an acknowledgement: the claims that it accepts. */
  readonly accepted: ReadonlyMap<string, readonly string[]>;
}

export function tellingOf(files: ReadonlyMap<string, string>, { tables }: LakeProof): Telling {
  const reasons = new Map(tables.flatMap(({ acknowledgements }) => acknowledgements.map((one) => [keyOf(one), one.reason])));
  const accepted = new Map<string, string[]>();
  for (const table of tables) {
    for (const [, outcome] of outcomesOf(table)) {
      if (outcome.status !== "acknowledged") continue;
      for (const key of outcome.by.map(keyOf)) accepted.set(key, [...(accepted.get(key) ?? []), `${table.table}: ${outcome.claim}`]);
    }
  }
  return { files, reasons, accepted };
}

type Asked = Outcome & { readonly claim: string };

/** Every question that is asked of a table, in the order in which they are read. */
const outcomesOf = ({ consent, onePerson, fanOut, personal }: TableProof): readonly (readonly [Question, Asked])[] => [
  ...consent.map((outcome) => ["consent", outcome] as const),
  ...onePerson.map((outcome) => ["one-person", outcome] as const),
  ...fanOut.map((outcome) => ["fan-out", outcome] as const),
  ...personal.denied.map((outcome) => ["personal-data", outcome] as const),
  ...personal.implicit.map((outcome) => ["personal-rows", outcome] as const),
];

export const claimsOf = (proof: TableProof, telling: Telling): readonly CatalogClaim[] =>
  outcomesOf(proof).map(([question, outcome]) => claimOf(question, outcome, telling));

function claimOf(question: Question, outcome: Asked, telling: Telling): CatalogClaim {
  const { claim, status } = outcome;
  if (outcome.status === "proven") {
    const because = reasonsOf(outcome.because, telling);
    return { question, claim, status, because, known: null, missing: null, accepted: [], inheritedFrom: null };
  }
  const accepted = outcome.by.map((key) => ({ kind: key.kind, table: key.table, reason: telling.reasons.get(keyOf(key)) ?? "" }));
  const { known, missing } = outcome.failure;
  const inheritedFrom = outcome.status === "inherited" ? outcome.from : null;
  return { question, claim, status, because: [], known, missing, accepted, inheritedFrom };
}

export const exceptionsOf = (proof: TableProof, telling: Telling): readonly CatalogException[] =>
  proof.acknowledgements.map((one) => ({
    kind: one.kind,
    column: one.column ?? null,
    reason: one.reason,
    accepts: telling.accepted.get(keyOf(one)) ?? [],
  }));

export const reasonsOf = (because: readonly Explanation[], telling: Telling): readonly CatalogReason[] =>
  because.map(({ claim, place, assumption, because: below }) => ({
    claim,
    table: place?.table ?? null,
    file: place === undefined ? null : (telling.files.get(place.table) ?? null),
    assumes:
      assumption === undefined
        ? null
        : { text: assumptionInWords(assumption), checked: assumption.kind === "unique" || assumption.kind === "notNull" },
    because: reasonsOf(below, telling),
  }));

const keyOf = ({ kind, table, step, column }: AcknowledgementKey): string => `${kind} ${table} ${step ?? ""} ${column ?? ""}`;
