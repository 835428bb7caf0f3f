import { Closure, type Sole } from "../closure/closure.ts";
import { type Fact, mapTerms } from "../facts/fact.ts";
import { columnOf, freshRow, type Relation, type Row, renamer, type Term } from "../terms/term.ts";
import { type Identity, renameIdentity } from "./identity.ts";

/**
 * What is known of some of the rows of a relation. For every such row, and for every choice of source rows that it was made from (the
 * data rows; a group is made from each of its members), there are witness rows such that all facts hold.
 */
export interface Case {
  readonly rows: readonly CaseRow[];
  readonly columns: ReadonlyMap<string, Term>;
  readonly facts: readonly Fact[];
  readonly identity: Identity;
  readonly soles: readonly Sole[];
  readonly absences: readonly Absence[];
  readonly flows: readonly Flow[];
}

export interface CaseRow {
  readonly row: Row;
  /** A data row is part of the output row, and never forgotten: what is required of people is required of it. */
  readonly role: "data" | "witness";
  /** Which use of a source or table in the plan it is; the same in all cases. See `paths.ts`. */
  readonly path: string;
  /** It is one of many in a group that does not tell people apart. */
  readonly crowd: boolean;
  readonly accepted: Accepted;
}

/** The reasons under which less than a proof of consent is enough for this row, here and in every table that reads it. */
export interface Accepted {
  readonly anyOwner?: Acceptance;
  readonly atAnyTime?: Acceptance;
}

/** Where a reason was written. Without a step: on the table. */
export interface Acceptance {
  readonly table: string;
  readonly step?: number;
  readonly reason: string;
}

/** No row of the relation of `row`, which stands for each of them, makes all conditions TRUE. */
export interface Absence {
  readonly row: Row;
  readonly conditions: readonly Term[];
}

/** A value that was made of others without being a function of them (a measure), or that has lost where it came from. */
export interface Flow {
  readonly to: Term;
  readonly from: readonly Term[];
  readonly tags: readonly string[];
}

const closures = new WeakMap<Case, Closure>();

/** Everything that follows in the case. */
export function closureOf(one: Case): Closure {
  const known = closures.get(one);
  if (known !== undefined) return known;
  const closure = closureOfAll([one]);
  closures.set(one, closure);
  return closure;
}

/** The case seen differently: what follows from its facts is the same. */
export function reshaped(one: Case, changes: Partial<Pick<Case, "columns" | "identity" | "absences" | "rows">>): Case {
  const changed = { ...one, ...changes };
  const closure = closures.get(one);
  if (closure !== undefined) closures.set(changed, closure);
  return changed;
}

/** In a long plan there is no room for all that follows at each step; it is worked out again where it is asked for. */
export const forgetClosure = (one: Case): void => void closures.delete(one);

/** Everything that follows in several cases together, and from further facts. */
export function closureOfAll(cases: readonly Case[], facts: readonly Fact[] = []): Closure {
  return new Closure(
    cases.flatMap(({ rows }) => rows.map(({ row }) => row)),
    [...cases.flatMap((one) => one.facts), ...facts],
    cases.flatMap(({ soles }) => soles),
  );
}

export const isPossible = (one: Case): boolean => closureOf(one).contradiction === undefined;

/** The case for another row of the relation: with row variables of its own. */
export function copyOf(one: Case): Case {
  return replaceRows(one, new Map(one.rows.map(({ row }) => [row, freshRow(row.relation)])));
}

export function replaceRows(one: Case, rows: ReadonlyMap<Row, Row>): Case {
  const rename = renamer(rows);
  const renameRow = (row: Row): Row => rows.get(row) ?? row;
  return {
    rows: one.rows.map((caseRow) => ({ ...caseRow, row: renameRow(caseRow.row) })),
    columns: new Map([...one.columns].map(([name, term]) => [name, rename(term)])),
    facts: one.facts.map(({ atom, place }) => ({ atom: mapTerms(atom, rename), place })),
    identity: renameIdentity(one.identity, renameRow),
    soles: one.soles.map(({ row, by, count }) => ({ row: renameRow(row), by, count: rename(count) })),
    absences: one.absences.map(({ row, conditions }) => ({ row, conditions: conditions.map(rename) })),
    flows: one.flows.map(({ to, from, tags }) => ({ to: rename(to), from: from.map(rename), tags })),
  };
}

/** The only knowledge of a relation: it has rows, with these columns. */
export function caseOfRow(relation: Relation, columns: Iterable<string>): Case {
  const row = freshRow(relation);
  return {
    rows: [{ row, role: "data", path: relation.name, crowd: false, accepted: {} }],
    columns: new Map([...columns].map((name) => [name, columnOf(row, name)])),
    facts: [],
    identity: { is: "row", row },
    soles: [],
    absences: [],
    flows: [],
  };
}

export const columnIn = (one: Case, name: string): Term => {
  const term = one.columns.get(name);
  if (term === undefined) throw new Error(`the relation has no column ${name}`);
  return term;
};
