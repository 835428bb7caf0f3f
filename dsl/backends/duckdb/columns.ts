import type { ColumnExpression, Side } from "../../expressions/expression.ts";
import type { Schema } from "../../schema/column-type.ts";
import type { SqlScope } from "./expressions.ts";
import type { Operand } from "./functions/operand.ts";
import { identifier } from "./identifier.ts";

/** The columns of a relation by their name in the plan, each with its quoted name in SQL. */
export type NamedColumns = ReadonlyMap<string, Operand>;

/** DuckDB takes names that differ only by case for one, quoted or not: the second of such a pair gets a number. */
export function nameColumns({ columns }: Schema): NamedColumns {
  const taken = new Set<string>();
  const named = new Map<string, Operand>();
  for (const { name, type } of columns) {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${name}#${n}`;
    taken.add(free.toLowerCase());
    named.set(name, { sql: identifier(free), type });
  }
  return named;
}

export function columnNamed(columns: NamedColumns, name: string): Operand {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`there is no column ${name}`);
  return column;
}

export const scopeOf =
  (columns: NamedColumns): SqlScope =>
  ({ name }) =>
    columnNamed(columns, name);

/** The columns of both inputs of a join, under the names that the inputs have there. */
export function joinScopeOf(inputs: { readonly [S in Side]: NamedColumns }): SqlScope {
  return ({ name, side = "left" }: ColumnExpression) => qualified(inputs, side, name);
}

export function qualified(inputs: { readonly [S in Side]: NamedColumns }, side: Side, name: string): Operand {
  const column = columnNamed(inputs[side], name);
  return { ...column, sql: `${SIDES[side]}.${column.sql}` };
}

/** What the inputs of a join are called in SQL. */
export const SIDES = { left: "l", right: "r" } as const satisfies { readonly [S in Side]: string };
