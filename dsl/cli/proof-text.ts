import { assumptionInWords } from "../compiler/privacy-report.ts";
import { visible, visibleLine } from "../diagnostics/visible.ts";
import type { Explanation, Outcome, TableProof } from "../proofs/proof.ts";

/** Names the file that a step of a proof was written in. */
export type FileOf = (table: string) => string | undefined;

/** What is proven of a table, each claim with what it follows from, as a tree. */
export function proofText(proof: TableProof, fileOf: FileOf): string {
  const part = (title: string, outcomes: readonly (Outcome & { readonly claim: string })[]): string[] =>
    outcomes.length === 0 ? [] : [`${title}:`, ...outcomes.flatMap((outcome) => outcomeLines(outcome, proof, fileOf))];
  const personal = Object.entries(proof.personal.columns).flatMap(([column, kinds]) =>
    kinds.length === 0 ? [] : [`  ${column}: ${kinds.join(", ")}`],
  );
  return [
    ...part("Consent", proof.consent),
    ...part("One row, one person", proof.onePerson),
    ...part("Fan-out", proof.fanOut),
    ...(personal.length === 0 ? [] : ["Personal data:", ...personal]),
    ...part("Personal data that the zone denies", proof.personal.denied),
    ...(proof.personal.presence.length === 0 ? [] : [`Which rows there are tells: ${proof.personal.presence.join(", ")}`]),
    ...part("What the zone denies that they tell", proof.personal.implicit),
  ]
    .map(visible)
    .join("\n");
}

function outcomeLines(outcome: Outcome & { readonly claim: string }, proof: TableProof, fileOf: FileOf): readonly string[] {
  if (outcome.status === "proven")
    return [`  proven: ${outcome.claim}`, ...outcome.because.flatMap((reason) => tree(reason, "    ", fileOf))];
  const { failure, by } = outcome;
  const reasons = by.flatMap(({ kind, table, step, column }) => {
    const written = proof.acknowledgements.find(
      (one) => one.kind === kind && one.table === table && one.step === step && one.column === column,
    );
    return [
      `    accepted by ${kind}${table === proof.table ? "" : ` of ${table}`}${written === undefined ? "" : `: ${visibleLine(written.reason)}`}`,
    ];
  });
  return [`  ${outcome.status}: ${outcome.claim}`, `    known: ${failure.known}`, `    missing: ${failure.missing}`, ...reasons];
}

function tree({ claim, place, assumption, because }: Explanation, indent: string, fileOf: FileOf): readonly string[] {
  const file = place === undefined ? undefined : fileOf(place.table);
  const where = file === undefined ? "" : ` (${file})`;
  const assumed =
    assumption === undefined
      ? ""
      : `: declared, ${assumption.kind === "unique" || assumption.kind === "notNull" ? "and checked when it runs" : assumptionInWords(assumption)}`;
  return [`${indent}${claim}${where}${assumed}`, ...because.flatMap((reason) => tree(reason, `${indent}  `, fileOf))];
}
