import type { JoinReasons } from "../../operations/join.ts";
import { type Accepted, type Case, type CaseRow, closureOf, withRows } from "../cases/case.ts";
import { meetingOf } from "../cases/paths.ts";
import type { Persons } from "../persons/persons.ts";
import { matchesOf } from "../persons/tokens.ts";
import { markedByView } from "./mark.ts";
import type { TransferContext } from "./transfer.ts";

/** The reasons of a join speak of the rows that met a row of their person there. */
export function accept(reasons: JoinReasons | undefined, cases: readonly Case[], { place, persons }: TransferContext): readonly Case[] {
  const { anyOwner, atAnyTime } = reasons ?? {};
  if (anyOwner === undefined && atAnyTime === undefined) return cases;
  const accepted: Accepted = {
    ...(anyOwner === undefined ? {} : { anyOwner: { ...place, reason: anyOwner } }),
    ...(atAnyTime === undefined ? {} : { atAnyTime: { ...place, reason: atAnyTime } }),
  };
  return cases.flatMap((one) =>
    markedByView(
      one,
      persons,
      () => [],
      (view, row) => meetsPerson(view, row, place.step, persons),
      (row) => withAccepted(row, accepted),
    ),
  );
}

/** The rows that are accepted once stay so. */
export const acceptAll = (one: Case, accepted: Accepted): Case =>
  withRows(one, (row) => (row.role === "data" ? withAccepted(row, accepted) : row));

const withAccepted = (row: CaseRow, accepted: Accepted): CaseRow => ({ ...row, accepted: { ...accepted, ...row.accepted } });

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
