import type { Report } from "../diagnostics/diagnostic.ts";
import { columnsOf, type Expression, type Side } from "../expressions/expression.ts";
import type { Scope } from "../expressions/type-rules.ts";
import { type Column, isComparable, type Schema, typeName } from "../schema/column-type.ts";
import type { Lineage, Origin } from "./lineage.ts";
import { fromOf, mergeOrigins } from "./lineage.ts";

/** The one input of an operation that has one. */
export function only<T>(inputs: readonly T[]): T {
  const [input] = inputs;
  if (input === undefined) throw new Error("the operation has no input");
  return input;
}

/** Both inputs of an operation that has two. */
export function both<T>(inputs: readonly T[]): readonly [T, T] {
  const [left, right] = inputs;
  if (left === undefined || right === undefined) throw new Error("the operation lacks an input");
  return [left, right];
}

export const findColumn = (schema: Schema, name: string): Column | undefined => schema.columns.find((column) => column.name === name);

export const scopeOf = (schema: Schema): Scope => {
  const columns = new Map(schema.columns.map((column) => [column.name, column]));
  return (name) => columns.get(name);
};

export const joinScopeOf = (left: Schema, right: Schema): Scope => {
  const scopes = { left: scopeOf(left), right: scopeOf(right) };
  return (name, side) => scopes[side ?? "left"](name, undefined);
};

/** Picks columns by name, in the order of the names; an unknown one is reported and left out. */
export function pickColumns(schema: Schema, names: readonly string[], relation: string, report: Report): Column[] {
  const columns = new Map(schema.columns.map((column) => [column.name, column]));
  return names.flatMap((name) => {
    const column = columns.get(name);
    if (column !== undefined) return [column];
    if (!schema.poisoned) {
      report({ code: "unknown-column", parameters: { column: name, relation, existing: [...columns.keys()] }, focus: name });
    }
    return [];
  });
}

/** Reports the second column of every repeated name. */
export function checkNames(names: readonly string[], operation: string, report: Report): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) report({ code: "duplicate-column", parameters: { column: name, operation }, focus: name });
    seen.add(name);
  }
}

/** Reports the columns that have no equality, for operations that group or order by them. */
export function checkComparable(columns: readonly Column[], operation: string, report: Report): void {
  for (const column of columns) {
    if (!isComparable(column.type)) {
      report({ code: "not-comparable", parameters: { operation, column: column.name, type: typeName(column.type) }, focus: column.name });
    }
  }
}

/** Ends a schema rule: no column left is a mistake, unless one was reported already. */
export function schemaOf(columns: readonly Column[], inputs: readonly Schema[], operation: string, report: Report): Schema {
  const poisoned = inputs.some((input) => input.poisoned);
  if (columns.length === 0 && !poisoned) {
    report({ code: "no-columns", parameters: { relation: `the result of \`${operation}\`` } });
    return { columns, poisoned: true };
  }
  return poisoned ? { columns, poisoned } : { columns };
}

export const namesOf = (expression: Expression, side?: Side): string[] =>
  columnsOf(expression)
    .filter((column) => side === undefined || (column.side ?? "left") === side)
    .map((column) => column.name);

export const originsOfNames = (lineage: Lineage, names: Iterable<string>): readonly Origin[] =>
  mergeOrigins(...[...names].map((name) => fromOf(lineage, name)));

export const originsOfAll = (lineage: Lineage): readonly Origin[] => originsOfNames(lineage, lineage.columns.keys());
