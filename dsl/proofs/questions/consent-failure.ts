import { keyText, propertyText } from "../../diagnostics/key-text.ts";
import type { ConsentPlan } from "../../operations/lake.ts";
import type { RelationNode } from "../../operations/relation.ts";
import type { WindowNode } from "../../operations/window.ts";
import { closureOf } from "../cases/case.ts";
import { meetingOf } from "../cases/paths.ts";
import { Words } from "../explanation/words.ts";
import type { Mention } from "../persons/persons.ts";
import type { Match } from "../persons/tokens.ts";
import type { Failure, Part } from "../proof.ts";
import { columnOf, type Term } from "../terms/term.ts";
import type { World } from "../world.ts";
import { type Agreement, eventOf, lacks, type Question } from "./agreement.ts";
import { unproven } from "./failure.ts";
import { type Asked, caseWords, partWords } from "./table.ts";
import { comparisonIn, isWrongWay } from "./wrong-way.ts";

/** What has to be shown of one person in a row. */
export function claimWords(part: Part, mention: Mention, consent: ConsentPlan, world: World): string {
  const event = mention.column === undefined ? undefined : world.sources.get(part.source)?.plan.eventTime;
  const who =
    mention.column === undefined
      ? `the person of ${partWords(part)}`
      : `the person behind ${part.source}.${mention.column}${part.through === undefined ? "" : ` (through ${part.through})`}`;
  return `${who} had agreed to \`${consent.name}\`${event === undefined ? "" : ` by ${event}`}`;
}

/** Why an agreement does not count, and how it could. */
export function consentFailure(agreement: Agreement, question: Question, part: Part, claim: string, asked: Asked): Failure {
  const failure = failureOf(agreement, question, part, claim, asked);
  const window = windowBeside(part.path, asked.knowledge.steps);
  if (window === undefined) return failure;
  const over = window.partitionBy.length === 0 ? "all rows" : `the rows with the same ${window.partitionBy.join(", ")}`;
  const words = {
    known: `the window takes values of ${over} before it`,
    repair: `before the \`window\`, not after it, ${failure.repair}`,
  };
  return { ...failure, parameters: { ...failure.parameters, ...words } as Failure["parameters"], ...words };
}

/** The window that puts values of the row beside another row. */
function windowBeside(path: string, steps: readonly RelationNode[]): WindowNode | undefined {
  for (const [, step] of path.matchAll(/(?<=^|[.])[RS]([0-9]+)(?=[.])/g)) {
    const node = steps[Number(step)];
    if (node?.op === "window") return node;
  }
  return undefined;
}

function failureOf(agreement: Agreement, question: Question, part: Part, claim: string, { world, knowledge }: Asked): Failure {
  const { consent, one, row, mention } = question;
  const at = { table: knowledge.table.name, focus: mention.column };
  const words = new Words(closureOf(one));
  const event = eventOf(row, world);
  const { match } = agreement;
  if (match === undefined) return unproven("consent-not-proven", at, { claim, ...unmatched(question, part, event) });
  const givenAt = words.term(columnOf(match.row, consent.givenAt));
  const inCase = caseWords(one);
  const person =
    match.row === row.row
      ? `the row is one of ${consent.person}`
      : `${words.term(match.term)} = ${words.term(columnOf(match.row, match.column))}`;
  if (agreement.shown === "absent") {
    const known = `${inCase}${person}`;
    const missing = `${givenAt} is not null`;
    if (match.row !== row.row)
      return unproven("consent-not-proven", at, { claim, known, missing, repair: semiJoinWith(match.term, match.column, consent, event) });
    const filter = `.filter((row) => ${propertyText("row", consent.givenAt)}.isNotNull())`;
    return unproven(
      "consent-may-be-absent",
      at,
      { claim, known, missing, repair: `keep the rows that have it: \`${filter}\`` },
      { filter },
    );
  }
  const unaccepted = lacks(agreement).find((kind) => row.accepted[kind] === undefined) ?? lacks(agreement)[0];
  if (unaccepted === "atAnyTime" && event !== undefined) {
    const { step, lambda } = matchedAt(question, match, inTime(event, consent));
    const isReversed = isWrongWay(question, event, columnOf(match.row, consent.givenAt));
    const names = [nameOf(event), consent.givenAt];
    const comparison = isReversed && step !== undefined ? comparisonIn(knowledge.steps[step], names) : undefined;
    return unproven(
      "consent-not-at-event-time",
      at,
      {
        claim,
        known: `${inCase}${person}, ${givenAt} is not null`,
        missing: `${givenAt} <= ${words.term(event)}`,
        repair: `${isReversed ? "the comparison is the wrong way round: write" : "match them in time:"} \`where: ${lambda}\`, or say \`atAnyTime: "why it does not matter"\``,
      },
      isReversed ? { comparison } : step === undefined ? {} : { option: { step, name: "where", value: lambda } },
    );
  }
  return unproven("consent-of-some-owner", at, {
    claim,
    known: `${inCase}one row of ${match.table} with this ${match.column} agreed${event === undefined ? "" : ` by ${words.term(event)}`}`,
    missing: `${match.table}.${match.column} is unique, or all rows with the value had agreed`,
    repair: `take out each ${match.column} of someone who had not agreed (antiJoin), keep those with exactly one row, or say \`anyOwner: "why one of them is enough"\``,
  });
}

/** The join of this table at which the row met the person's, and a condition of both as it is written there. */
function matchedAt(
  { one, row }: Question,
  match: Match,
  condition: string,
): { readonly step: number | undefined; readonly lambda: string } {
  const person = one.rows.find((other) => other.row === match.row);
  const step = person === undefined ? undefined : meetingOf(row.path, person.path);
  const isRight = step !== undefined && row.path.split(".").includes(`R${step}`);
  return { step, lambda: `${isRight ? "(person, row)" : "(row, person)"} => ${condition}` };
}

function semiJoinWith(reference: Term, column: string, consent: ConsentPlan, event: Term | undefined): string {
  const where = event === undefined ? "" : `, where: (row, person) => ${inTime(event, consent)}`;
  return `match it with those who agreed: \`.semiJoin(..., { on: { ${keyText(nameOf(reference))}: ${JSON.stringify(column)} }${where} })\``;
}

const nameOf = (term: Term): string => (term.kind === "column" ? term.column : "...");

const inTime = (event: Term, consent: ConsentPlan): string =>
  `${propertyText("row", nameOf(event))}.gte(${propertyText("person", consent.givenAt)})`;

function unmatched(
  { consent, one, row, mention }: Question,
  part: Part,
  event: Term | undefined,
): Pick<Failure, "known" | "missing" | "repair"> {
  const target = mention.targets.find(({ table }) => table === consent.person);
  if (target === undefined) {
    return {
      known: `${part.source} is about people of ${mention.table}`,
      missing: `\`${consent.name}\` is asked of ${consent.person} only`,
      repair: "move the table to a zone that does not require it, or leave these rows out",
    };
  }
  const joined = one.rows.some((other) => other.row.relation.name === consent.person && other.row !== row.row);
  const reference = `${target.column} = ${part.source}.${target.via}`;
  return {
    known: `${caseWords(one)}${joined ? `a row of ${consent.person} is there, but not shown to have ${reference}` : `nothing matches the row with ${consent.person}`}`,
    missing: `a row of ${consent.person} with ${reference} and ${consent.givenAt} known`,
    repair: semiJoinWith(columnOf(row.row, target.via), target.column, consent, event),
  };
}
