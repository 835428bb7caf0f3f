import type { Fact } from "../facts/fact.ts";
import { factsOf } from "../facts/predicate.ts";
import { type Row, type Term, TRUE } from "../terms/term.ts";
import type { Alternative, Case, CaseRow, Known, StandIn } from "./case.ts";
import { chosenIn } from "./identity.ts";

/**
 * The case in which one alternative of a split holds, without its splits; `splits` are those that are left. `before` are the stand-ins
 * that were chosen before.
 */
export function choose(one: Case, alternative: Alternative, splits: Case["splits"], before: readonly StandIn[] = []): Case {
  const { standIns } = alternative;
  let columns: Case["columns"] | undefined;
  return {
    rows: [...one.rows, ...alternative.rows, ...standIns.map(witnessOf)],
    facts: [
      ...one.facts,
      ...alternative.facts,
      ...standIns.flatMap((standIn) => [...equalities(standIn), ...restated(one, standIn)]),
      ...[...before, ...standIns].flatMap((standIn) => restated(alternative, standIn)),
    ],
    soles: [...one.soles, ...alternative.soles],
    absences: [...one.absences, ...alternative.absences],
    flows: [...one.flows, ...alternative.flows],
    splits,
    /** Most questions look at neither, and a wide case has many columns. */
    get columns() {
      columns ??= standIns.length === 0 ? one.columns : withValues(one.columns, standIns);
      return columns;
    },
    get identity() {
      if (standIns.length === 0) return one.identity;
      return chosenIn(one.identity, new Map([...before, ...standIns].map(({ row, identity }) => [row, identity] as const)));
    },
  };
}

/** The facts speak of it from now on: another row of the relation has one of its own. */
const witnessOf = ({ row }: StandIn): CaseRow => ({ row, role: "witness", path: row.relation.name, crowd: false, accepted: {} });

/** Two alternatives that hold together. */
export const together = (a: Alternative, b: Alternative): Alternative => ({
  rows: [...a.rows, ...b.rows],
  facts: [...a.facts, ...b.facts],
  soles: [...a.soles, ...b.soles],
  absences: [...a.absences, ...b.absences],
  flows: [...a.flows, ...b.flows],
  splits: [...a.splits, ...b.splits],
  standIns: [...a.standIns, ...b.standIns],
});

/** What a stand-in's columns are. */
const equalities = ({ row, columns, place }: StandIn): readonly Fact[] =>
  [...columns].flatMap(([name, b]): readonly Fact[] => {
    const a = row.terms.get(name);
    return a === undefined ? [] : [{ atom: { is: "same", a, b }, place }];
  });

/** What was said of the truth of a column says more where the column is a condition. */
function restated({ facts }: Pick<Known, "facts">, { row, columns }: StandIn): readonly Fact[] {
  return facts.flatMap(({ atom, place }): readonly Fact[] => {
    if (atom.is !== "equal" || atom.a.kind !== "column" || atom.a.row !== row || typeof truthOf(atom.b) !== "boolean") return [];
    const value = columns.get(atom.a.column);
    if (value === undefined || value.kind === "constant") return [];
    const alternatives = factsOf(value, atom.b === TRUE);
    return alternatives.length === 1 ? (alternatives[0] ?? []).map((more): Fact => ({ atom: more, place })) : [];
  });
}

const truthOf = (term: Term): unknown => (term.kind === "constant" ? term.value : undefined);

function withValues(columns: Case["columns"], standIns: readonly StandIn[]): Case["columns"] {
  const byRow = new Map<Row, StandIn["columns"]>(standIns.map(({ row, columns: values }) => [row, values]));
  const value = (term: Term): Term => (term.kind === "column" ? (byRow.get(term.row)?.get(term.column) ?? term) : term);
  return new Map([...columns].map(([name, term]) => [name, value(term)]));
}
