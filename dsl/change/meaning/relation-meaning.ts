import type { Id, Terms } from "./terms.ts";

/**
 * What a relation is, free of how it is written: which names steps and rows have, in which order conditions stand, and by how many
 * projections a column came. Equal ids mean equal rows and values, whatever the data; different ids need not mean different ones.
 */
export interface Meaning {
  /** Which rows there would be without the clauses that narrow. */
  readonly skeleton: Id;
  /** Each column's value, where the rows are put together in the same way. */
  readonly columns: ReadonlyMap<string, Id>;
  /** Each column's value from the columns that are read, however the rows are put together. */
  readonly values: ReadonlyMap<string, Id>;
  /** What decides which rows there are, in the order in which it was written. */
  readonly clauses: ReadonlyMap<Id, Clause>;
}

export interface Clause {
  /** The clause in words, with the names that the columns have where they come from. */
  readonly words: string;
  /** It only takes rows away, wherever it stands: without it there are the same rows, and perhaps more. The others are in the skeleton. */
  readonly narrows: boolean;
}

/** Which rows there are. */
export const rowsOf = (terms: Terms, { skeleton, clauses }: Pick<Meaning, "skeleton" | "clauses">): Id =>
  terms.make("rows", [skeleton, terms.makeSet("where", narrowing(clauses))]);

export const narrowing = (clauses: Meaning["clauses"]): readonly Id[] => [...clauses].flatMap(([id, { narrows }]) => (narrows ? [id] : []));

/** How a tree's sources, tables and columns are called in the tree that it is compared with. */
export interface Naming {
  readonly table: (table: string) => string;
  readonly column: (table: string, column: string) => string;
}

export const SAME_NAMES: Naming = { table: (table) => table, column: (_, column) => column };
