import type { RelationNode } from "../../operations/relation.ts";
import type { Schema } from "../../schema/column-type.ts";
import type { Abstract } from "../cases/abstract.ts";
import { type Case, type CaseRow, columnIn } from "../cases/case.ts";
import type { Atom, Fact, Place } from "../facts/fact.ts";
import type { Persons } from "../persons/persons.ts";
import type { TermScope } from "../terms/lower.ts";
import type { PlainForm } from "./plain-form.ts";

/** What an operation does to what is known: from the inputs' cases to those of its result. */
export type Transfer<Node> = (node: Node, inputs: readonly Abstract[], context: TransferContext) => Abstract;

export interface TransferContext {
  readonly place: Required<Place>;
  readonly persons: Persons;
  /** The columns of each input, and of the result. */
  readonly inputs: readonly Schema[];
  readonly schema: Schema;
  /** What is known of a named source or table, for a row of its own. */
  readonly read: (table: string) => Abstract;
  readonly formOf: (node: RelationNode) => PlainForm | undefined;
}

/** How the columns of a case read in an expression. */
export function scopeOfCase(one: Case, schema: Schema): TermScope {
  const types = new Map(schema.columns.map((column) => [column.name, column.type]));
  return (name) => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`the relation has no column ${name}`);
    return { term: columnIn(one, name), type };
  };
}

export const factsAt = (place: Place, atoms: readonly Atom[]): readonly Fact[] => atoms.map((atom) => ({ atom, place }));

/** Marks which input of which step the rows came through. */
export const through = (rows: readonly CaseRow[], mark: string): readonly CaseRow[] =>
  rows.map((row) => ({ ...row, path: `${mark}.${row.path}` }));
