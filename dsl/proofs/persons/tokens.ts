import type { Case, CaseRow } from "../cases/case.ts";
import type { Closure } from "../closure/closure.ts";
import { columnOf, type Row, type Term } from "../terms/term.ts";
import type { Mention, Persons } from "./persons.ts";

/** Something that identifies a person: a row of a person table, or a value of a unique column of one. */
export interface Token {
  /** Equal tokens have equal keys. */
  readonly key: string;
  readonly row?: Row;
  readonly value?: { readonly term: Term; readonly table: string; readonly column: string };
  /** The person row that it was found in; undefined for what the row in question says itself. */
  readonly match?: Match;
}

/** A row of a person table that has the value which a mention refers to. */
export interface Match {
  readonly row: Row;
  readonly table: string;
  readonly column: string;
  /** The referring term. */
  readonly term: Term;
  /** It is the person; otherwise one of several whom the value fits. */
  readonly exact: boolean;
  /** Everyone whom the value fits is in the table. */
  readonly complete: boolean;
}

/** The rows of person tables that the mention of a row is known to match. */
export function matchesOf(one: Case, closure: Closure, { row }: CaseRow, mention: Mention, persons: Persons): readonly Match[] {
  return mention.targets.flatMap(({ table, column, via, complete }) => {
    const relation = persons.relationOf(table);
    const term = columnOf(row, via);
    if (relation === undefined || !closure.isNotNull(term)) return [];
    const candidates = one.rows.filter(
      (candidate) => candidate.row.relation === relation && closure.equal(columnOf(candidate.row, column), term),
    );
    return candidates.map((candidate) => ({
      row: candidate.row,
      table,
      column,
      term,
      exact: complete && (persons.isUnique(table, column) || isOnlyRow(one, closure, candidate.row, column)),
      complete,
    }));
  });
}

/** A count says that there is one row with the value. */
export function isOnlyRow(one: Case, closure: Closure, row: Row, column: string): boolean {
  return one.soles.some(
    ({ row: counted, by, count }) => by.length === 1 && by[0] === column && isOne(closure, count) && closure.sameRow(counted, row),
  );
}

const isOne = (closure: Closure, count: Term): boolean => closure.root(count).constant?.value === 1n;

export interface Tokens {
  readonly exact: readonly Token[];
  readonly candidates: readonly Token[];
}

/** All that identifies the person of a mention, and the people it may be. */
export function tokensOf(one: Case, closure: Closure, caseRow: CaseRow, mention: Mention, persons: Persons): Tokens {
  const exact: Token[] = [];
  for (const { table, column, via } of mention.targets) {
    if (persons.isUnique(table, column)) exact.push(...valueToken(closure, table, column, columnOf(caseRow.row, via)));
  }
  if (mention.self) exact.push(rowToken(closure, caseRow.row));
  const candidates: Token[] = [];
  for (const match of matchesOf(one, closure, caseRow, mention, persons)) {
    (match.exact ? exact : candidates).push(...tokensOfPersonRow(closure, match, persons));
  }
  return { exact, candidates };
}

function tokensOfPersonRow(closure: Closure, match: Match, persons: Persons): readonly Token[] {
  const { table, row } = match;
  const unique = persons.uniqueColumnsOf(table).flatMap((key) => valueToken(closure, table, key, columnOf(row, key)));
  const self = persons.mentionsOf(table).find((mention) => mention.self);
  const elsewhere = (self?.targets ?? []).flatMap((target) =>
    persons.isUnique(target.table, target.column) ? valueToken(closure, target.table, target.column, columnOf(row, target.via)) : [],
  );
  return [...unique, ...elsewhere, rowToken(closure, row)].map((token) => ({ ...token, match }));
}

const rowToken = (closure: Closure, row: Row): Token => ({ key: `row ${closure.firstRow(row).id}`, row });

/** A NULL identifies nobody. */
const valueToken = (closure: Closure, table: string, column: string, term: Term): readonly Token[] =>
  closure.isNotNull(term) ? [{ key: `${table}.${column} ${closure.root(term).id}`, value: { term, table, column } }] : [];
