import { Closure, type Sole } from "../closure/closure.ts";
import { type Fact, mapTerms, type Place } from "../facts/fact.ts";
import { columnOf, freshRow, type Relation, type Row, renamer, type Term } from "../terms/term.ts";
import { type Identity, renameIdentity } from "./identity.ts";

/** What may hold together: facts, with the rows that they speak of. */
export interface Known {
  readonly rows: readonly CaseRow[];
  readonly facts: readonly Fact[];
  readonly soles: readonly Sole[];
  readonly absences: readonly Absence[];
  readonly flows: readonly Flow[];
  /** Each is a choice of its own. See `views.ts`. */
  readonly splits: readonly Split[];
}

/**
 * What is known of some of the rows of a relation. For every such row, and for every choice of source rows that it was made from (the
 * data rows; a group is made from each of its members), there are witness rows such that all facts hold, and in each split one of its
 * alternatives.
 */
export interface Case extends Known {
  readonly columns: ReadonlyMap<string, Term>;
  readonly identity: Identity;
}

/** One of the alternatives holds, whatever holds of the other splits. */
export interface Split {
  readonly alternatives: readonly Alternative[];
}

export interface Alternative extends Known {
  readonly standIns: readonly StandIn[];
}

/** A row that stands for what an alternative has in its place: what its columns are there, and what identifies it; nothing where there is none. */
export interface StandIn {
  readonly row: Row;
  readonly columns: ReadonlyMap<string, Term>;
  readonly identity: Identity | undefined;
  readonly place: Place;
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

/** Everything that follows in the case whatever its splits choose. */
export function closureOf(one: Case): Closure {
  const known = closures.get(one);
  if (known !== undefined) return known;
  const closure = closureOfAll([one]);
  closures.set(one, closure);
  return closure;
}

/** The case seen differently: what follows from its facts is the same. */
export function reshaped(one: Case, changes: Partial<Pick<Case, "columns" | "identity" | "absences" | "rows" | "splits">>): Case {
  const changed = { ...one, ...changes };
  const closure = closures.get(one);
  if (closure !== undefined) closures.set(changed, closure);
  return changed;
}

/** The case with its rows changed, those of all alternatives too; not what row variables they are. */
export function withRows(one: Case, change: (row: CaseRow) => CaseRow): Case {
  const { rows, splits } = mapRows(one, change);
  return reshaped(one, { rows, splits });
}

export const forgetClosure = (one: Case): void => void closures.delete(one);

/** Everything that follows in several cases together, and from further facts. */
export function closureOfAll(cases: readonly Case[], facts: readonly Fact[] = []): Closure {
  return new Closure(
    cases.flatMap(({ rows }) => rows.map(({ row }) => row)),
    [...cases.flatMap((one) => one.facts), ...facts],
    cases.flatMap(({ soles }) => soles),
  );
}

const heedless = new WeakMap<Case, Closure>();

/** What follows from facts that may contradict each other, as if they did not: at least what follows from any of them that do not. */
export function heedlessClosureOf(one: Case): Closure {
  const known =
    heedless.get(one) ??
    new Closure(
      one.rows.map(({ row }) => row),
      one.facts,
      one.soles,
      "heedless",
    );
  heedless.set(one, known);
  return known;
}

export const isPossible = (one: Case): boolean => closureOf(one).contradiction === undefined;

/** The case for another row of the relation: with row variables of its own. */
export function copyOf(one: Case): Case {
  return replaceRows(one, new Map(rowVariablesOf(one).map((row) => [row, freshRow(row.relation)])));
}

function rowVariablesOf(known: Known): readonly Row[] {
  const inside = known.splits.flatMap(({ alternatives }) =>
    alternatives.flatMap((one) => [...one.standIns.map(({ row }) => row), ...rowVariablesOf(one)]),
  );
  return [...known.rows.map(({ row }) => row), ...inside];
}

/** The rows of the case and of all alternatives in it. */
export const allRows = (known: Known): readonly CaseRow[] =>
  known.splits.length === 0 ? known.rows : [...known.rows, ...known.splits.flatMap(({ alternatives }) => alternatives.flatMap(allRows))];

/** Changes the rows, those of all alternatives too. */
export const mapRows = <K extends Known>(known: K, change: (row: CaseRow) => CaseRow): K => ({
  ...known,
  rows: known.rows.map(change),
  splits: mapAlternatives(known.splits, (one) => mapRows(one, change)),
});

export const mapAlternatives = (splits: readonly Split[], change: (one: Alternative) => Alternative): readonly Split[] =>
  splits.map(({ alternatives }) => ({ alternatives: alternatives.map(change) }));

export function replaceRows(one: Case, rows: ReadonlyMap<Row, Row>): Case {
  const renamed = renaming(rows);
  return {
    ...renamed.known(one),
    columns: renamed.columns(one.columns),
    identity: renameIdentity(one.identity, renamed.row),
  };
}

/** Puts other row variables in the place of some. */
function renaming(rows: ReadonlyMap<Row, Row>) {
  const rename = renamer(rows);
  const row = (old: Row): Row => rows.get(old) ?? old;
  const columns = (old: Case["columns"]): Case["columns"] => new Map([...old].map(([name, term]) => [name, rename(term)]));
  const known = (old: Known): Known => ({
    rows: old.rows.map((caseRow) => ({ ...caseRow, row: row(caseRow.row) })),
    facts: old.facts.map(({ atom, place }) => ({ atom: mapTerms(atom, rename), place })),
    soles: old.soles.map(({ row: counted, by, count }) => ({ row: row(counted), by, count: rename(count) })),
    absences: old.absences.map(({ row: absent, conditions }) => ({ row: absent, conditions: conditions.map(rename) })),
    flows: old.flows.map(({ to, from, tags }) => ({ to: rename(to), from: from.map(rename), tags })),
    splits: mapAlternatives(old.splits, (one) => ({
      ...known(one),
      standIns: one.standIns.map((standIn) => ({
        ...standIn,
        row: row(standIn.row),
        columns: columns(standIn.columns),
        identity: standIn.identity === undefined ? undefined : renameIdentity(standIn.identity, row),
      })),
    })),
  });
  return { row, columns, known };
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
    splits: [],
  };
}

export const columnIn = (one: Case, name: string): Term => {
  const term = one.columns.get(name);
  if (term === undefined) throw new Error(`the relation has no column ${name}`);
  return term;
};
