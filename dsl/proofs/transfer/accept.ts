import type { JoinReasons } from "../../operations/join.ts";
import { type Accepted, type Case, type CaseRow, closureOf, reshaped } from "../cases/case.ts";
import { meetingOf } from "../cases/paths.ts";
import type { Persons } from "../persons/persons.ts";
import { matchesOf } from "../persons/tokens.ts";
import type { TransferContext } from "./transfer.ts";

/** The reasons of a join speak of the rows that met a row of their person there. */
export function accept(reasons: JoinReasons | undefined, cases: readonly Case[], { place, persons }: TransferContext): readonly Case[] {
  const { anyOwner, atAnyTime } = reasons ?? {};
  if (anyOwner === undefined && atAnyTime === undefined) return cases;
  const accepted: Accepted = {
    ...(anyOwner === undefined ? {} : { anyOwner: { ...place, reason: anyOwner } }),
    ...(atAnyTime === undefined ? {} : { atAnyTime: { ...place, reason: atAnyTime } }),
  };
  return cases.map((one) => acceptWhere(one, accepted, (row) => meetsPerson(one, row, place.step, persons)));
}

/** The rows that are accepted once stay so. */
export const acceptWhere = (one: Case, accepted: Accepted, holds: (row: CaseRow) => boolean): Case =>
  reshaped(one, {
    rows: one.rows.map((row) => (row.role === "data" && holds(row) ? { ...row, accepted: { ...accepted, ...row.accepted } } : row)),
  });

function meetsPerson(one: Case, caseRow: CaseRow, step: number, persons: Persons): boolean {
  const closure = closureOf(one);
  return persons
    .mentionsOf(caseRow.row.relation.name)
    .some((mention) =>
      matchesOf(one, closure, caseRow, mention, persons).some(({ row }) =>
        one.rows.some((other) => other.row === row && meetingOf(caseRow.path, other.path) === step),
      ),
    );
}
