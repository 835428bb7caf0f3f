import type { RelationNode } from "../../operations/relation.ts";
import type { ColumnType, Schema } from "../../schema/column-type.ts";
import type { Abstract } from "../cases/abstract.ts";
import { type Alternative, type Case, columnIn, type Known, mapRows } from "../cases/case.ts";
import { pruned } from "../cases/prune.ts";
import { type Atom, type Fact, type Place, termsOf } from "../facts/fact.ts";
import type { Alternatives } from "../facts/predicate.ts";
import { tightened } from "../facts/tighten.ts";
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
  const types = typesOf(schema);
  return (name) => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`the relation has no column ${name}`);
    return { term: columnIn(one, name), type };
  };
}

const known = new WeakMap<Schema, ReadonlyMap<string, ColumnType>>();

function typesOf(schema: Schema): ReadonlyMap<string, ColumnType> {
  const types = known.get(schema) ?? new Map(schema.columns.map((column) => [column.name, column.type]));
  known.set(schema, types);
  return types;
}

export const factsAt = (place: Place, atoms: readonly Atom[]): readonly Fact[] => atoms.map((atom) => ({ atom, place }));

/** Marks which input of which step the rows came through. */
export const through = <K extends Known>(known: K, mark: string): K => mapRows(known, (row) => ({ ...row, path: `${mark}.${row.path}` }));

/** An alternative in which only these facts hold. */
export const alternativeOf = (facts: readonly Fact[], more: Partial<Alternative> = {}): Alternative => ({
  rows: [],
  facts,
  soles: [],
  absences: [],
  flows: [],
  splits: [],
  standIns: [],
  ...more,
});

/** The case in which one of several things was learnt, at a place: as a split of its own, unless all but one of them cannot be. */
export function learnt(one: Case, alternatives: Alternatives, place: Place): Case | undefined {
  const [first = [], ...others] = alternatives;
  if (alternatives.length === 0) return undefined;
  const terms = alternatives.flatMap((atoms) => atoms.flatMap(termsOf));
  if (others.length > 0) {
    const split = { alternatives: alternatives.map((atoms) => alternativeOf(factsAt(place, atoms))) };
    return pruned({ ...one, splits: [...one.splits, split] }, terms);
  }
  return first.length === 0 ? one : pruned({ ...one, facts: tightened([...one.facts, ...factsAt(place, first)]) }, terms);
}
