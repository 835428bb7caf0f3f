import type { Closure, Sole } from "../closure/closure.ts";
import { type Fact, mapTerms, type Place, termsOf } from "../facts/fact.ts";
import { tightened } from "../facts/tighten.ts";
import type { Persons } from "../persons/persons.ts";
import { matchesOf } from "../persons/tokens.ts";
import { INTEGER } from "../terms/domain.ts";
import { columnOf, constant, type Row, renamer, rowsOf, type Term } from "../terms/term.ts";
import { type Case, type CaseRow, closureOf, type Flow } from "./case.ts";
import { consequences } from "./consequences.ts";
import { renameIdentity, rowsIn } from "./identity.ts";
import { pathOfTableRow } from "./paths.ts";
import { tagsOf } from "./tags.ts";
import { withoutWeaker } from "./weaker.ts";

/**
 * What the readers of a table may know of its rows: enough to prove things of people, keys and values, and no more, so that a long chain
 * of tables stays as cheap as a short one. Row variables that are one row become one; witnesses that identify neither a row nor a person
 * are forgotten, after what they show of the others was noted. Forgetting facts is sound; a data row is forgotten only where another one
 * is the same row in every case.
 */
export function settle(cases: readonly Case[], paths: readonly string[], place: Place, persons: Persons): readonly Case[] {
  const covers = coveringPaths(cases, paths);
  return withoutWeaker(cases.map((one) => settleCase(one, paths, covers, place, persons)));
}

function settleCase(one: Case, paths: readonly string[], covers: Covers, place: Place, persons: Persons): Case {
  const closure = closureOf(one);
  const representative = representatives(one, closure);
  const rename = renamer(representative);
  const renameRow = (row: Row): Row => representative.get(row) ?? row;
  const columns = new Map([...one.columns].map(([name, term]) => [name, rename(term)]));
  const identity = renameIdentity(one.identity, renameRow);
  const soles = solesOf(one, closure, renameRow);
  const kept = new Set<Row>([
    ...one.rows.filter(({ role }) => role === "data").map(({ row }) => renameRow(row)),
    ...rowsIn(identity),
    ...soles.map(({ row }) => row),
    ...[...columns.values()].flatMap((term) => [...rowsOf(term)]),
    ...personRows(one, closure, persons).map(renameRow),
  ]);
  const isKept = (term: Term, bound?: Row): boolean => [...rowsOf(term)].every((row) => row === bound || kept.has(row));
  const renamed = one.facts.map(({ atom, place: at }): Fact => ({ atom: mapTerms(atom, rename), place: at }));
  const facts = renamed.filter(({ atom }) => termsOf(atom).every((term) => isKept(term)) && !(atom.is === "same" && atom.a === atom.b));
  const named = [...kept].flatMap((row) => persons.namedIn(row.relation.name).map((column) => columnOf(row, column)));
  const noted = facts.length === renamed.length ? [] : consequences(closure, [...columns.values(), ...named], place);
  return {
    rows: [...dataRows(one, covers, paths, place), ...witnessRows(one, place)]
      .map((row) => ({ ...row, row: renameRow(row.row) }))
      .filter((row, i, all) => kept.has(row.row) && (row.role === "data" || all.findIndex((other) => other.row === row.row) === i)),
    columns,
    facts: tightened([...facts, ...noted]),
    identity,
    soles,
    absences: one.absences
      .map(({ row, conditions }) => ({ row, conditions: conditions.map(rename) }))
      .filter(({ row, conditions }) => conditions.every((term) => isKept(term, row))),
    flows: [...one.columns].flatMap(([name, term]) => flowsOf(one, term, columns.get(name) ?? term, persons)),
  };
}

/** One row variable for all that are one row; a data row if one of them is. */
function representatives(one: Case, closure: Closure): ReadonlyMap<Row, Row> {
  const chosen = new Map<Row, CaseRow>();
  for (const row of one.rows) {
    const known = chosen.get(closure.firstRow(row.row));
    if (known === undefined || (known.role === "witness" && row.role === "data")) chosen.set(closure.firstRow(row.row), row);
  }
  return new Map(one.rows.map(({ row }) => [row, chosen.get(closure.firstRow(row))?.row ?? row]));
}

/** The path that speaks for another one: in every case that has the other, both are one row. */
type Covers = ReadonlyMap<string, string>;

function coveringPaths(cases: readonly Case[], paths: readonly string[]): Covers {
  const rowsByPath = cases.map((one) => {
    const closure = closureOf(one);
    return new Map(one.rows.flatMap(({ role, path, row }) => (role === "data" ? [[path, closure.firstRow(row)] as const] : [])));
  });
  const covers = new Map<string, string>();
  for (const [i, path] of paths.entries()) {
    const within = rowsByPath.filter((rows) => rows.has(path));
    const by = paths.slice(0, i).find((earlier) => !covers.has(earlier) && within.every((rows) => rows.get(earlier) === rows.get(path)));
    if (by !== undefined) covers.set(path, by);
  }
  return covers;
}

/** A row that speaks for others is part of a crowd if all of them are, and accepted if one of them is. */
function dataRows(one: Case, covers: Covers, paths: readonly string[], { table }: Place): readonly CaseRow[] {
  const data = one.rows.filter(({ role }) => role === "data");
  return data.flatMap((row): readonly CaseRow[] => {
    if (covers.has(row.path)) return [];
    const covered = data.filter(({ path }) => covers.get(path) === row.path);
    return [
      {
        ...row,
        path: pathOfTableRow(table, paths.indexOf(row.path)),
        crowd: row.crowd && covered.every(({ crowd }) => crowd),
        accepted: Object.assign({}, ...covered.map(({ accepted }) => accepted), row.accepted),
      },
    ];
  });
}

const witnessRows = (one: Case, { table }: Place): readonly CaseRow[] =>
  one.rows.filter(({ role }) => role === "witness").map((row) => ({ ...row, path: table }));

/** Of several people whom a reference fits, a table passes on this many. */
const MOST_CANDIDATES = 8;

/** The person rows that show something of the people in the data rows. */
const personRows = (one: Case, closure: Closure, persons: Persons): readonly Row[] =>
  one.rows
    .filter(({ role }) => role === "data")
    .flatMap((row) =>
      persons
        .mentionsOf(row.row.relation.name)
        .flatMap((mention) => matchesOf(one, closure, row, mention, persons).slice(0, MOST_CANDIDATES)),
    )
    .map(({ row }) => row);

/** Of the counts, only those that are known to be one. */
const solesOf = (one: Case, closure: Closure, renameRow: (row: Row) => Row): readonly Sole[] =>
  one.soles
    .filter(({ count }) => closure.root(count).constant?.value === 1n)
    .map(({ row, by }) => ({ row: renameRow(row), by, count: ONE }));

const ONE = constant(INTEGER, 1n);

/** The kinds of personal data that the settled term would not show by itself. */
function flowsOf(one: Case, term: Term, settled: Term, persons: Persons): readonly Flow[] {
  const own =
    settled.kind === "column" && settled.row.relation.kind === "source"
      ? persons.personalIn(settled.row.relation.name, settled.column)
      : [];
  const tags = [...tagsOf(one, [term], persons).keys()].filter((tag) => !own.includes(tag)).sort();
  return tags.length === 0 ? [] : [{ to: settled, from: [], tags }];
}
