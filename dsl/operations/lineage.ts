import { type ColumnExpression, columnsOf, type Expression, type Side } from "../expressions/expression.ts";
import { expressionInWords } from "../expressions/in-words.ts";

/** A column of a source or table that something comes from. `copied` says that the value is the same. */
export interface Origin {
  readonly table: string;
  readonly column: string;
  readonly how: "copied" | "computed";
}

export interface ColumnLineage {
  readonly from: readonly Origin[];
  /** How the value is made, in words, over the columns that it comes from. */
  readonly expression: string;
}

/** Where each column's value comes from, and which columns decide what rows there are. */
export interface Lineage {
  readonly columns: ReadonlyMap<string, ColumnLineage>;
  readonly rows: readonly Origin[];
}

export const mergeOrigins = (...lists: readonly (readonly Origin[])[]): readonly Origin[] => {
  const merged = new Map<string, Origin>();
  for (const origin of lists.flat()) {
    const key = `${origin.table}.${origin.column}`;
    if (merged.get(key)?.how !== "computed") merged.set(key, origin);
  }
  return [...merged.values()].sort((a, b) => compare(a.table, b.table) || compare(a.column, b.column));
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a value comes from when it is computed from columns; a bare column is a copy. */
export function originsOf(expression: Expression, lineageOf: (side: Side | undefined) => Lineage): readonly Origin[] {
  const origins = columnsOf(expression).map((column) => fromOf(lineageOf(column.side), column.name));
  return expression.op === "column" ? mergeOrigins(...origins) : mergeOrigins(...origins.map(computed));
}

export const fromOf = (lineage: Lineage, name: string): readonly Origin[] => lineage.columns.get(name)?.from ?? [];

/** A column's name in words: what it is made of, where the relation reads a table. */
export const wordsIn =
  (lineage: Lineage) =>
  ({ name }: ColumnExpression): string =>
    lineage.columns.get(name)?.expression ?? name;

export const lineageOfExpression = (expression: Expression, input: Lineage): ColumnLineage => ({
  from: originsOf(expression, () => input),
  expression: expressionInWords(expression, wordsIn(input)),
});

export const computed = (origins: readonly Origin[]): readonly Origin[] => origins.map((origin) => ({ ...origin, how: "computed" }));

/** Columns decide rows by their value, so that part is never a copy. */
export const decides = (...lists: readonly (readonly Origin[])[]): readonly Origin[] => mergeOrigins(...lists.map(computed));
