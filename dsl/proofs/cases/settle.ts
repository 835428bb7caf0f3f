import type { Closure, Sole } from "../closure/closure.ts";
import { type Atom, type Fact, mapTerms, type Place, termsOf } from "../facts/fact.ts";
import { tightened } from "../facts/tighten.ts";
import type { Persons } from "../persons/persons.ts";
import { matchesOf } from "../persons/tokens.ts";
import { INTEGER } from "../terms/domain.ts";
import { columnOf, constant, type Row, renamer, rowsOf, type Term } from "../terms/term.ts";
import { type Alternative, type Case, type CaseRow, closureOf, type Known, type Split, type StandIn } from "./case.ts";
import { choose } from "./choose.ts";
import { consequences } from "./consequences.ts";
import { renameIdentity, rowsIn } from "./identity.ts";
import { pathOfTableRow } from "./paths.ts";
import { flowsOfColumns, flowsOfValues, type Shown } from "./settled-flows.ts";
import { withoutWeaker, withoutWeakerAlternatives } from "./weaker.ts";

/**
 * What the readers of a table may know of its rows: enough to prove things of people, keys and values, and no more, so that a long chain
 * of tables stays as cheap as a short one. Row variables that are one row become one; witnesses that identify neither a row nor a person
 * are forgotten, after what they show of the others was noted. Forgetting facts is sound; a data row is forgotten only where another one
 * is the same row in every case.
 */
export function settle(cases: readonly Case[], paths: readonly string[], place: Place, persons: Persons): readonly Case[] {
  const levels = cases.map((one) => ({ one, top: levelOf(one, { ...one, splits: [] }, new Map()) }));
  const table: Settling = {
    paths: new Map(paths.map((path, i) => [path, i])),
    covers: coveringPaths(
      levels.map(({ top }) => top),
      paths,
    ),
    place,
    persons,
  };
  return withoutWeaker(levels.map(({ one, top }) => settleCase(one, top, table)));
}

interface Settling {
  /** The numbers of the paths. */
  readonly paths: ReadonlyMap<string, number>;
  readonly covers: Covers;
  readonly place: Place;
  readonly persons: Persons;
}

/** A case, or an alternative of a split in one, with what it is seen together with: all that it stands in. */
interface Level {
  readonly known: Known;
  readonly view: Case;
  /** One row variable for all that are one row. */
  readonly representative: ReadonlyMap<Row, Row>;
  readonly inside: readonly (readonly Level[])[];
}

function levelOf(known: Known, view: Case, above: ReadonlyMap<Row, Row>): Level {
  const representative = known.rows.length === 0 ? above : representatives(known, view, above);
  const inside = known.splits.map(({ alternatives }) =>
    alternatives.map((alternative) => levelOf(alternative, choose(view, alternative, []), representative)),
  );
  return { known, view, representative, inside };
}

const levelsIn = (level: Level): readonly Level[] =>
  level.inside.length === 0 ? [level] : [level, ...level.inside.flatMap((alternatives) => alternatives.flatMap(levelsIn))];

/** What is kept of the rows of a case, and how the columns are written with them. */
interface Kept {
  readonly rows: ReadonlySet<Row>;
  readonly columns: Case["columns"];
  readonly terms: readonly Term[];
  readonly shown: Shown;
}

function settleCase(one: Case, top: Level, table: Settling): Case {
  const { persons } = table;
  const rename = renamer(top.representative);
  const columns = new Map([...one.columns].map(([name, term]) => [name, rename(term)]));
  const identity = renameIdentity(one.identity, (row) => top.representative.get(row) ?? row);
  const rows = new Set<Row>([...rowsIn(identity), ...[...columns.values()].flatMap((term) => [...rowsOf(term)])]);
  for (const level of levelsIn(top)) for (const row of keptRows(level, persons)) rows.add(row);
  keepValues(top, rows);
  const named = [...rows].flatMap((row) => persons.namedIn(row.relation.name).map((column) => columnOf(row, column)));
  const kept: Kept = { rows, columns, terms: [...columns.values(), ...named], shown: new Map() };
  const settled = settleKnown(top, undefined, kept, table);
  return { ...settled, columns, identity, flows: flowsOfColumns(one, kept.shown, columns, persons) };
}

function keptRows({ known, view, representative }: Level, persons: Persons): readonly Row[] {
  if (known.rows.length === 0 && known.soles.length === 0) return [];
  const closure = closureOf(view);
  const renameRow = (row: Row): Row => representative.get(row) ?? row;
  return [
    ...known.rows.filter(({ role }) => role === "data").map(({ row }) => renameRow(row)),
    ...solesOf(known, closure, renameRow).map(({ row }) => row),
    ...personRows(view, closure, persons).map(renameRow),
  ];
}

/** The rows that a stand-in which is kept has its values from, and what identifies it. */
function keepValues(top: Level, kept: Set<Row>): void {
  const standing = levelsIn(top).flatMap(({ known, representative }) =>
    "standIns" in known ? (known as Alternative).standIns.map((standIn) => ({ standIn, representative })) : [],
  );
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const { standIn, representative } of standing) {
      if (!kept.has(standIn.row)) continue;
      const rows = [...standIn.columns.values()].flatMap((term) => [...rowsOf(term)]);
      for (const row of [...rows, ...(standIn.identity === undefined ? [] : rowsIn(standIn.identity))])
        kept.add(representative.get(row) ?? row);
    }
  }
}

function settleKnown(level: Level, above: Case | undefined, kept: Kept, table: Settling): Known {
  const { known, view, representative, inside } = level;
  const { place, persons } = table;
  const rename = renamer(representative);
  const renameRow = (row: Row): Row => representative.get(row) ?? row;
  const isKept = (term: Term, bound?: Row): boolean => [...rowsOf(term)].every((row) => row === bound || kept.rows.has(row));
  const renamed = known.facts.map(({ atom, place: at }): Fact => ({ atom: mapTerms(atom, rename), place: at }));
  const facts = renamed.filter(({ atom }) => termsOf(atom).every((term) => isKept(term)) && !(atom.is === "same" && atom.a === atom.b));
  const noted = facts.length === renamed.length ? [] : consequences(closureOf(view), kept.terms, place);
  const news = above === undefined ? noted : noted.filter(({ atom }) => !follows(atom, closureOf(above)));
  return {
    rows: [...dataRows(level, table), ...witnessRows(known, place)]
      .map((row) => ({ ...row, row: renameRow(row.row) }))
      .filter((row, i, all) => kept.rows.has(row.row) && (row.role === "data" || all.findIndex((other) => other.row === row.row) === i)),
    facts: tightened([...facts, ...news]),
    soles: known.soles.length === 0 ? [] : solesOf(known, closureOf(view), renameRow),
    absences: known.absences
      .map(({ row, conditions }) => ({ row, conditions: conditions.map(rename) }))
      .filter(({ row, conditions }) => conditions.every((term) => isKept(term, row))),
    flows: [],
    splits: inside.flatMap((alternatives): readonly Split[] => {
      const settled = withoutWeakerAlternatives(
        alternatives.map((one) => {
          const alternative = one.known as Alternative;
          const standIns = alternative.standIns
            .filter(({ row }) => kept.rows.has(row))
            .map((standIn) => settledStandIn(standIn, one.representative));
          return {
            ...settleKnown(one, view, kept, table),
            standIns,
            flows: standIns.flatMap((standIn) => flowsOfValues(standIn, one.view, kept.shown, persons)),
          };
        }),
      );
      return settled.length < 2 && isNothing(settled[0]) ? [] : [{ alternatives: settled }];
    }),
  };
}

function settledStandIn(standIn: StandIn, representative: ReadonlyMap<Row, Row>): StandIn {
  const rename = renamer(representative);
  return {
    ...standIn,
    columns: new Map([...standIn.columns].map(([name, term]) => [name, rename(term)])),
    identity: standIn.identity === undefined ? undefined : renameIdentity(standIn.identity, (row) => representative.get(row) ?? row),
  };
}

/** Whether one of the consequences follows already. */
function follows(atom: Atom, closure: Closure): boolean {
  switch (atom.is) {
    case "notNull":
      return closure.isNotNull(atom.a);
    case "same":
      return closure.same(atom.a, atom.b);
    case "below":
      return closure.below(atom.a, atom.b);
    case "atMost":
      return closure.atMost(atom.a, atom.b);
    default:
      return false;
  }
}

/** One row variable for all that are one row: one from above, or a data row, if there is one. */
function representatives(known: Known, view: Case, above: ReadonlyMap<Row, Row>): ReadonlyMap<Row, Row> {
  const closure = closureOf(view);
  const chosen = new Map<Row, { readonly row: Row; readonly role?: CaseRow["role"] }>();
  for (const [row, representative] of above)
    if (!chosen.has(closure.firstRow(row))) chosen.set(closure.firstRow(row), { row: representative });
  for (const row of known.rows) {
    const before = chosen.get(closure.firstRow(row.row));
    if (before === undefined || (before.role === "witness" && row.role === "data")) chosen.set(closure.firstRow(row.row), row);
  }
  const own = known.rows.map(({ row }) => [row, chosen.get(closure.firstRow(row))?.row ?? row] as const);
  return new Map([...above, ...own]);
}

/** The path that speaks for another one: in every case that has the other, both are one row. */
type Covers = ReadonlyMap<string, string>;

function coveringPaths(tops: readonly Level[], paths: readonly string[]): Covers {
  const numbers = new Map(paths.map((path, i) => [path, i]));
  const one = new Map<string, ReadonlySet<string>>();
  for (const { known, view } of tops.flatMap(levelsIn)) {
    const own = known.rows.filter(({ role }) => role === "data");
    if (own.length === 0) continue;
    const closure = closureOf(view);
    const byRow = new Map<Row, string[]>();
    for (const { role, path, row } of view.rows) {
      if (role === "data") byRow.set(closure.firstRow(row), [...(byRow.get(closure.firstRow(row)) ?? []), path]);
    }
    for (const { path, row } of own) {
      const same = byRow.get(closure.firstRow(row)) ?? [];
      const before = one.get(path);
      one.set(path, new Set(before === undefined ? same : same.filter((other) => before.has(other))));
    }
  }
  const covers = new Map<string, string>();
  const numberOf = (path: string): number => numbers.get(path) ?? 0;
  for (const path of paths) {
    const earlier = [...(one.get(path) ?? [])].filter((other) => numberOf(other) < numberOf(path) && !covers.has(other));
    const by = earlier.sort((a, b) => numberOf(a) - numberOf(b))[0];
    if (by !== undefined) covers.set(path, by);
  }
  return covers;
}

/** A row that speaks for others is part of a crowd if all of them are, and accepted if one of them is that is always there with it. */
function dataRows(level: Level, { covers, paths, place: { table } }: Settling): readonly CaseRow[] {
  const data = level.known.rows.filter(({ role }) => role === "data");
  if (data.length === 0) return [];
  const covered = groupedBy(data, ({ path }) => covers.get(path));
  const inside = groupedBy(
    level.inside
      .flatMap((alternatives) => alternatives.flatMap(levelsIn))
      .flatMap(({ known }) => known.rows.filter(({ role }) => role === "data")),
    ({ path }) => covers.get(path),
  );
  return data.flatMap((row): readonly CaseRow[] => {
    if (covers.has(row.path)) return [];
    const beside = covered.get(row.path) ?? [];
    return [
      {
        ...row,
        path: pathOfTableRow(table, paths.get(row.path) ?? -1),
        crowd: row.crowd && [...beside, ...(inside.get(row.path) ?? [])].every(({ crowd }) => crowd),
        accepted: Object.assign({}, ...beside.map(({ accepted }) => accepted), row.accepted),
      },
    ];
  });
}

function groupedBy<T>(list: readonly T[], keyOf: (one: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

const witnessRows = (one: Known, { table }: Place): readonly CaseRow[] =>
  one.rows.filter(({ role }) => role === "witness").map((row) => ({ ...row, path: table }));

/** Of several people whom a reference fits, a table passes on this many. */
const MOST_CANDIDATES = 8;

/** The person rows that show something of the people in the data rows. */
const personRows = (view: Case, closure: Closure, persons: Persons): readonly Row[] =>
  view.rows
    .filter(({ role }) => role === "data")
    .flatMap((row) =>
      persons
        .mentionsOf(row.row.relation.name)
        .flatMap((mention) => matchesOf(view, closure, row, mention, persons).slice(0, MOST_CANDIDATES)),
    )
    .map(({ row }) => row);

/** Of the counts, only those that are known to be one. */
const solesOf = ({ soles }: Known, closure: Closure, renameRow: (row: Row) => Row): readonly Sole[] =>
  soles.filter(({ count }) => closure.root(count).constant?.value === 1n).map(({ row, by }) => ({ row: renameRow(row), by, count: ONE }));

const ONE = constant(INTEGER, 1n);

const isNothing = (one: Alternative | undefined): boolean =>
  one !== undefined &&
  [one.rows, one.facts, one.soles, one.absences, one.flows, one.splits, one.standIns].every(({ length }) => length === 0);
