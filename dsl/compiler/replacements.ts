import { join, relative } from "node:path";
import type { LakePlan, Replacement, TablePlan } from "../operations/lake.ts";
import type { ColumnType } from "../schema/column-type.ts";
import { typeWords } from "../schema/type-words.ts";
import { textOf } from "../source/regular-file.ts";
import { type Acknowledgement, BREAKS, readBreaks } from "./breaks-file.ts";

/** The acknowledgements below a folder of transforms. Refuses `breaks-file-wrong`. */
export function acknowledged(root: string, cwd: string): readonly Acknowledgement[] {
  const file = join(root, BREAKS);
  return readBreaks(relative(cwd, file), textOf(file));
}

/** A column with another type, as `plan` names the change. */
export const retyped = (table: string, column: string, before: ColumnType, after: ColumnType): string =>
  changeName(table, column, typeWords(before), typeWords(after));

const changeName = (table: string, column: string, from: string, to: string): string => `${startOf(table, column)}${from} -> ${to}`;
const startOf = (table: string, column: string): string => `column-retyped ${table}.${column} `;

/** The tables with the replacements of columns that are acknowledged, also in several steps, up to the type that they have now. */
export const withReplacements = (plan: LakePlan, acknowledgements: readonly Acknowledgement[]): LakePlan => ({
  ...plan,
  tables: plan.tables.map((table) => {
    const replaces = replacementsOf(table, acknowledgements);
    return replaces.length === 0 ? table : { ...table, replaces };
  }),
});

const replacementsOf = (table: TablePlan, acknowledgements: readonly Acknowledgement[]): readonly Replacement[] =>
  table.columns.flatMap(({ name, type }) => {
    const to = typeWords(type);
    return earlierTypes(table.name, name, to, acknowledgements).map((from) => ({ column: name, from, to }));
  });

/** The types from which acknowledged changes lead to that one, in an order of their own. */
function earlierTypes(table: string, column: string, last: string, acknowledgements: readonly Acknowledgement[]): readonly string[] {
  const changes = new Set(acknowledgements.map(({ change }) => change));
  const start = startOf(table, column);
  const words = [...changes].flatMap((change) => (change.startsWith(start) ? change.slice(start.length).split(" -> ").slice(0, 1) : []));
  const found = new Set<string>();
  const visit = (to: string): void => {
    for (const from of words) {
      if (from === last || found.has(from) || !changes.has(changeName(table, column, from, to))) continue;
      found.add(from);
      visit(from);
    }
  };
  visit(last);
  return [...found].sort();
}
