import type { RelationNode } from "../../operations/relation.ts";
import { ruleOf, schemaOfRelation } from "../../operations/rules.ts";
import type { Persons } from "../persons/persons.ts";
import { lower, type TermScope, type TypedTerm } from "../terms/lower.ts";
import { columnOf, type Relation, type Row, type Term } from "../terms/term.ts";
import type { World } from "../world.ts";

/** A relation that is exactly some rows of a source or person table, one for one: those that make all conditions TRUE. */
export interface PlainForm {
  readonly relation: Relation;
  readonly of: (row: Row) => { readonly columns: ReadonlyMap<string, TypedTerm>; readonly conditions: readonly Term[] };
}

/** The plain form of a relation of filters and projections, through other tables too; undefined for any other. */
export function plainFormOf(node: RelationNode, world: World, persons: Persons): PlainForm | undefined {
  if (node.op === "read") {
    const relation = persons.relationOf(node.table) ?? world.sources.get(node.table)?.relation;
    const table = world.tables.get(node.table);
    if (relation === undefined) return table === undefined ? undefined : plainFormOf(table.relation, world, persons);
    return {
      relation,
      of: (row) => ({
        columns: new Map(node.columns.map(({ name, type }) => [name, { term: columnOf(row, name), type }])),
        conditions: [],
      }),
    };
  }
  if (node.op === "filter") {
    const input = plainFormOf(node.input, world, persons);
    if (input === undefined) return undefined;
    return {
      relation: input.relation,
      of: (row) => {
        const { columns, conditions } = input.of(row);
        return { columns, conditions: [...conditions, lower(node.where, scopeOf(columns)).term] };
      },
    };
  }
  const { projection } = ruleOf(node);
  if (projection === undefined || !("input" in node)) return undefined;
  const input = plainFormOf(node.input, world, persons);
  if (input === undefined) return undefined;
  const projected = projection(node, schemaOfRelation(node.input));
  return {
    relation: input.relation,
    of: (row) => {
      const { columns, conditions } = input.of(row);
      return { columns: new Map(projected.map(({ name, expression }) => [name, lower(expression, scopeOf(columns))])), conditions };
    },
  };
}

export const scopeOf =
  (columns: ReadonlyMap<string, TypedTerm>): TermScope =>
  (name) => {
    const found = columns.get(name);
    if (found === undefined) throw new Error(`the relation has no column ${name}`);
    return found;
  };
