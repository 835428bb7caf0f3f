import type { ConsentPlan } from "../../operations/lake.ts";
import { type Case, type CaseRow, closureOf } from "../cases/case.ts";
import type { Closure } from "../closure/closure.ts";
import { Explainer } from "../explanation/explain.ts";
import type { Mention, Persons } from "../persons/persons.ts";
import { type Match, matchesOf } from "../persons/tokens.ts";
import type { Explanation } from "../proof.ts";
import { columnOf, type Term } from "../terms/term.ts";
import type { World } from "../world.ts";
import { allOwnersAgreed } from "./all-owners.ts";
import { explainMatch } from "./explain-match.ts";

/** What is shown of one person's consent in one case, by one row of the person table. */
export interface Agreement {
  /** How far it goes. `unmatched`: no row of the person is known. `absent`: there is one, but it may not say when. */
  readonly shown: "unmatched" | "absent" | "agreed";
  readonly level: "exact" | "all-owners" | "candidate";
  readonly inTime: boolean;
  readonly match: Match | undefined;
  /** It is shown by an anti-join, which took out those who had not agreed by then. */
  readonly others?: "taken out";
}

const UNMATCHED: Agreement = { shown: "unmatched", level: "candidate", inTime: false, match: undefined };

export interface Question {
  readonly consent: ConsentPlan;
  readonly one: Case;
  readonly row: CaseRow;
  readonly mention: Mention;
}

/** The best that is shown: by the person's own row if it is known, else by that of someone whom the reference fits. */
export function agreementOf(question: Question, world: World, persons: Persons): Agreement {
  const closure = closureOf(question.one);
  return personRows(question, closure, persons)
    .map((match) => agreementBy(match, question, closure, world, persons))
    .reduce((best, next) => (rankOf(next) > rankOf(best) ? next : best), UNMATCHED);
}

/** The written reasons that an agreement needs to count. */
export const lacks = ({ level, inTime }: Agreement): readonly ("atAnyTime" | "anyOwner")[] => [
  ...(inTime ? [] : (["atAnyTime"] as const)),
  ...(level === "candidate" ? (["anyOwner"] as const) : []),
];

/** Higher is better: known at all, in time, the owner's own. */
export const rankOf = (agreement: Agreement): number =>
  agreement.shown === "agreed"
    ? 2 + (agreement.inTime ? 2 : 0) + (agreement.level === "candidate" ? 0 : 1)
    : agreement.shown === "absent"
      ? 1
      : 0;

function personRows({ consent, one, row, mention }: Question, closure: Closure, persons: Persons): readonly Match[] {
  const found = matchesOf(one, closure, row, mention, persons).filter(({ table }) => table === consent.person);
  if (!mention.self || mention.table !== consent.person) return found;
  return [
    { row: row.row, table: consent.person, column: "", term: columnOf(row.row, consent.givenAt), exact: true, complete: true },
    ...found,
  ];
}

function agreementBy(match: Match, { consent, one, row }: Question, closure: Closure, world: World, persons: Persons): Agreement {
  const givenAt = columnOf(match.row, consent.givenAt);
  const shown = closure.isNotNull(givenAt) ? "agreed" : "absent";
  const event = eventOf(row, world);
  const inTime = event === undefined || match.row === row.row || closure.atMost(givenAt, event);
  const isShown = shown === "agreed" && inTime;
  const everyone = match.row !== row.row && !(isShown && match.exact) && allOwnersAgreed(match, consent, one, event, persons);
  const level = match.exact ? "exact" : everyone && match.complete ? "all-owners" : "candidate";
  return everyone ? { shown: "agreed", level, inTime: true, match, others: "taken out" } : { shown, level, inTime, match };
}

/** When what the row tells happened. */
export function eventOf({ row }: CaseRow, world: World): Term | undefined {
  const event = world.sources.get(row.relation.name)?.plan.eventTime;
  return event === undefined ? undefined : columnOf(row, event);
}

/** Why an agreement is shown. */
export function explainAgreement(
  { match, others, inTime }: Agreement,
  { consent, one, row }: Question,
  world: World,
  persons: Persons,
): readonly Explanation[] {
  if (match === undefined) return [];
  const explainer = new Explainer(closureOf(one));
  const givenAt = columnOf(match.row, consent.givenAt);
  const event = eventOf(row, world);
  const because = [...explainMatch(match, one, explainer, persons)];
  if (others === "taken out") {
    because.push({ claim: `the rows of ${match.table} with this ${match.column} that had not agreed were taken out`, because: [] });
    return event === undefined ? because : [...because, ...explainer.notNull(event)];
  }
  because.push(...explainer.notNull(givenAt));
  if (event !== undefined && inTime && match.row !== row.row) because.push(...explainer.atMost(givenAt, event));
  return because;
}
