import type { ConsentPlan } from "../../operations/lake.ts";
import { type Absence, type Case, closureOf } from "../cases/case.ts";
import { Closure } from "../closure/closure.ts";
import { isCertain } from "../facts/certain.ts";
import type { Atom, Fact, Place } from "../facts/fact.ts";
import type { Persons } from "../persons/persons.ts";
import type { Match } from "../persons/tokens.ts";
import { columnOf, freshRow, type Row, renamer, type Term } from "../terms/term.ts";

const ASSUMED: Place = { table: "" };

/**
 * Whether no one whom a reference fits can have failed to agree: for a person row with the value, neither an unknown date of consent nor
 * one after the event is possible, because an anti-join took such rows out.
 */
export function allOwnersAgreed(match: Match, consent: ConsentPlan, one: Case, event: Term | undefined, persons: Persons): boolean {
  const relation = persons.relationOf(consent.person);
  if (relation === undefined || one.absences.length === 0) return false;
  if (event !== undefined && !closureOf(one).isNotNull(event)) return false;
  const owner = freshRow(relation);
  const givenAt = columnOf(owner, consent.givenAt);
  const fits: Atom = { is: "equal", a: columnOf(owner, match.column), b: match.term };
  const failures: readonly Atom[] = [
    { is: "isNull", a: givenAt },
    ...(event === undefined ? [] : [{ is: "below", a: event, b: givenAt } as const]),
  ];
  return failures.every((failure) => {
    const facts = [fits, failure].map((atom): Fact => ({ atom, place: ASSUMED }));
    const closure = new Closure([...one.rows.map(({ row }) => row), owner], [...one.facts, ...facts], one.soles);
    return closure.contradiction !== undefined || one.absences.some((absence) => excludes(absence, owner, closure));
  });
}

/** The owner's row would be one that the anti-join took out. */
function excludes({ row, conditions }: Absence, owner: Row, closure: Closure): boolean {
  if (row.relation !== owner.relation) return false;
  const rename = renamer(new Map([[row, owner]]));
  return conditions.every((condition) => isCertain(rename(condition), true, closure));
}
