import type { Closure } from "../closure/closure.ts";
import type { Fact, Place } from "../facts/fact.ts";
import type { Row } from "../terms/term.ts";
import { type Case, closureOfAll, columnIn, copyOf } from "./case.ts";
import { oneRow, rowsIn } from "./identity.ts";
import { viewsOf } from "./views.ts";

/** How one pair of cases shows it: the closure in which these pairs of row variables are one row. */
export interface Merged {
  readonly closure: Closure;
  readonly rows: readonly (readonly [Row, Row])[];
}

/**
 * Whether no two rows agree in the columns: two rows that do are one. With `nullSafe`, NULL agrees with NULL; without, rows with a NULL
 * there do not count.
 */
export function isUniqueBy(cases: readonly Case[], columns: readonly string[], nullSafe: boolean, place: Place): boolean {
  const isOne = (one: Case, other: Case): boolean => {
    const facts = columns.flatMap((column): Fact[] => {
      const [a, b] = [columnIn(one, column), columnIn(other, column)];
      return [{ atom: { is: "same", a, b }, place }, ...(nullSafe ? [] : [{ atom: { is: "notNull", a }, place } as const])];
    });
    return mergedIn(closureOfAll([one, other], facts), one, other) !== undefined;
  };
  const views = (one: Case): readonly Case[] =>
    viewsOf(one, { terms: columns.map((column) => columnIn(one, column)), rows: rowsIn(one.identity) }).cases;
  return cases.every((one, i) =>
    cases.slice(i).every((original) => {
      const other = copyOf(original);
      if (isOne(one, other)) return true;
      if (one.splits.length === 0 && other.splits.length === 0) return false;
      return views(one).every((a) => views(other).every((b) => isOne(a, b)));
    }),
  );
}

/** How the closure shows that the rows of the two cases are one row, or that the two cannot be together. */
export function mergedIn(closure: Closure, one: Case, other: Case): Merged | undefined {
  if (closure.contradiction !== undefined) return { closure, rows: [] };
  const rows = oneRow(one.identity, other.identity, closure);
  return rows === undefined ? undefined : { closure, rows };
}
