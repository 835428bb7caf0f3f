import type { Relation } from "../terms/term.ts";

/** The person that a row is about: of a row of the person table itself, or one that it refers to. */
export interface Mention {
  /** The referring column; undefined where the row itself stands for the person. */
  readonly column: string | undefined;
  /** The person table that it speaks of first. */
  readonly table: string;
  /** The row itself is in `table`. */
  readonly self: boolean;
  /** Where the person's row is to be found: the row of `table` whose `column` has the value that `via` has here. */
  readonly targets: readonly Target[];
  /** Mentions of different kinds of people (customers, employees) are never compared. */
  readonly kind: string;
}

export interface Target {
  readonly table: string;
  readonly column: string;
  readonly via: string;
  /**
   * Everyone whom the value fits is in `table`. Not so for a column that a person table copies without being a key there: the table may
   * have dropped rows of other people with the value.
   */
  readonly complete: boolean;
}

/** Who the rows of a lake are about. */
export interface Persons {
  /** The people in a row of a source; none for a source that is about nobody. */
  readonly mentionsOf: (source: string) => readonly Mention[];
  /** A person table as a relation; undefined for other tables. */
  readonly relationOf: (table: string) => Relation | undefined;
  /** Whether a value of the column belongs to one person at most. */
  readonly isUnique: (table: string, column: string) => boolean;
  readonly uniqueColumnsOf: (table: string) => readonly string[];
  /** The columns of a source or person table that questions of people look at. */
  readonly namedIn: (relation: string) => readonly string[];
  /** The kinds of personal data in a column of a source, with those of the column it refers to. */
  readonly personalIn: (source: string, column: string) => readonly string[];
}

/** A lake in which nothing is said of people: enough to ask what a table's rows are. */
export const NOBODY: Persons = {
  mentionsOf: () => [],
  relationOf: () => undefined,
  isUnique: () => false,
  uniqueColumnsOf: () => [],
  namedIn: () => [],
  personalIn: () => [],
};
