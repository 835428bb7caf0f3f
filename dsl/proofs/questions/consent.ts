import type { ConsentPlan } from "../../operations/lake.ts";
import { type Acceptance, allRows, type Case, type CaseRow } from "../cases/case.ts";
import { COMBINATIONS, type Views, viewsWith } from "../cases/views.ts";
import { TooMuch } from "../closure/work.ts";
import { aboutPeople } from "../persons/about.ts";
import type { Mention, Persons } from "../persons/persons.ts";
import type { AcknowledgementKey, ConsentProof, Failure, Outcome, Part } from "../proof.ts";
import { type Agreement, agreementOf, explainAgreement, lacks, type Question, rankOf } from "./agreement.ts";
import { claimWords, consentFailure } from "./consent-failure.ts";
import { type Asked, byCase, partOf, upstreamOf } from "./table.ts";

/** Whether everyone in a row agreed to what the table's zone requires. What counts is the worst of all cases. */
export function proveConsent(asked: Asked): readonly ConsentProof[] {
  const { world, knowledge, persons } = asked;
  const zone = world.plan.zones.find(({ name }) => name === knowledge.table.zone);
  const consent = world.plan.consents.find(({ name }) => name === zone?.requires);
  if (consent === undefined) return [];
  const byPath = rowsByPath(knowledge.cases);
  return knowledge.paths.flatMap((path) => {
    const rows = byPath.get(path) ?? [];
    const [first] = rows;
    if (first === undefined) return [];
    const views = rows.map(({ one, row }) => viewsOfRow(one, row, persons));
    if (views.every(({ cases }) => cases.length === 0)) return [];
    return persons.mentionsOf(first.row.row.relation.name).map((mention) => {
      const answers = views.flatMap(({ cases, row }) => cases.map((one) => answer({ consent, one, row, mention }, asked)));
      if (answers.some(({ enough }) => !enough) && views.some(({ complete }) => !complete)) throw new TooMuch(COMBINATIONS);
      return proofOf(answers, partOf(first.row), consent, mention, asked);
    });
  });
}

interface RowInCase {
  readonly one: Case;
  readonly row: CaseRow;
}

function rowsByPath(cases: readonly Case[]): ReadonlyMap<string, readonly RowInCase[]> {
  const found = new Map<string, RowInCase[]>();
  for (const one of cases) {
    for (const row of allRows(one)) {
      if (row.role !== "data") continue;
      const known = found.get(row.path);
      if (known === undefined) found.set(row.path, [{ one, row }]);
      else known.push({ one, row });
    }
  }
  return found;
}

/** The combinations that the people in a row depend on, as far as the row is there in them. */
function viewsOfRow(one: Case, row: CaseRow, persons: Persons): Views & { readonly row: CaseRow } {
  return { ...viewsWith(one, [row], aboutPeople(one, row, persons)), row };
}

interface Answer {
  readonly question: Question;
  readonly agreement: Agreement;
  /** The written reasons that make up for what the agreement lacks. */
  readonly by: readonly AcknowledgementKey[];
  readonly enough: boolean;
}

function answer(question: Question, { world, persons }: Asked): Answer {
  const agreement = agreementOf(question, world, persons);
  const { accepted } = question.row;
  const lacking = lacks(agreement);
  const by = lacking.flatMap((kind) => keyOf(kind, accepted[kind]));
  return { question, agreement, by, enough: agreement.shown === "agreed" && by.length === lacking.length };
}

const keyOf = (kind: AcknowledgementKey["kind"], at: Acceptance | undefined): readonly AcknowledgementKey[] =>
  at === undefined ? [] : [{ kind, table: at.table, ...(at.step === undefined ? {} : { step: at.step }) }];

function proofOf(answers: readonly Answer[], part: Part, consent: ConsentPlan, mention: Mention, asked: Asked): ConsentProof {
  const { world, persons } = asked;
  const refused = answers.filter(({ enough }) => !enough);
  const { agreement, question } = worst(refused.length > 0 ? refused : answers);
  const claim = claimWords(part, mention, consent, world);
  const item = {
    claim,
    consent: consent.name,
    part,
    column: mention.column ?? null,
    level: agreement.shown === "agreed" ? agreement.level : "none",
  } as const;
  const by = [...new Map(answers.flatMap((one) => one.by).map((key) => [JSON.stringify(key), key])).values()];
  if (refused.length === 0 && by.length === 0) {
    return {
      ...item,
      status: "proven",
      because: byCase(answers.map((one) => explainAgreement(one.agreement, one.question, world, persons))),
    };
  }
  const failure = consentFailure(agreement, question, part, claim, asked);
  if (refused.length === 0) return { ...item, status: "acknowledged", failure, by };
  return { ...item, ...refusal(failure, by, part, consent, mention, asked) };
}

const worst = (answers: readonly Answer[]): Answer => answers.reduce((a, b) => (rankOf(b.agreement) < rankOf(a.agreement) ? b : a));

/** A failure that the table upstream has too is reported there. */
function refusal(
  failure: Failure,
  by: readonly AcknowledgementKey[],
  part: Part,
  consent: ConsentPlan,
  mention: Mention,
  asked: Asked,
): Outcome {
  const upstream = upstreamOf(part, asked);
  const column = mention.column ?? null;
  const before = upstream?.proof.consent.find(
    (item) => item.consent === consent.name && item.part.path === upstream.path && item.column === column,
  );
  if (before?.status === "failed" && before.failure.code === failure.code)
    return { status: "inherited", failure, by, from: before.failure.table };
  if (before?.status === "inherited" && before.failure.code === failure.code)
    return { status: "inherited", failure, by, from: before.from };
  return { status: "failed", failure, by };
}
