import type { LakePlan } from "../operations/lake.ts";
import { lineageOfRelation } from "../operations/rules.ts";
import type { ColumnType, DescribedColumn } from "../schema/column-type.ts";
import { ownValue } from "../schema/own-value.ts";
import { describedByMakers, type MadeComments } from "./made-comments.ts";
import { dependencyOrder } from "./order.ts";

/** The doc comments of a declaration: of itself, and of the keys of its row as paths (`address.city`). */
export interface Described {
  readonly description?: string | undefined;
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Adds the doc comments to the plan. What a declaration says itself wins; a column that is only passed on keeps the
 * description that it has where it comes from, and one that a step makes has that of its key in the author's object.
 */
export function describeLake(plan: LakePlan, comments: ReadonlyMap<string, Described>, made: MadeComments = () => undefined): LakePlan {
  const known = new Map<string, ReadonlyMap<string, string>>();
  const remember = <T extends { readonly name: string; readonly columns: readonly DescribedColumn[] }>(table: T): T => {
    known.set(
      table.name,
      new Map(table.columns.flatMap(({ name, description }) => (description === undefined ? [] : [[name, description]]))),
    );
    return table;
  };
  const described = <T extends { readonly name: string; readonly description?: string }>(table: T): T => {
    const description = table.description ?? comments.get(table.name)?.description;
    return description === undefined ? table : { ...table, description };
  };
  const sources = plan.sources.map((source) => {
    const columns = comments.get(source.name)?.columns ?? {};
    return remember({ ...described(source), columns: source.columns.map((column) => withComments(column, columns)) });
  });
  const tables = new Map(plan.tables.map((table) => [table.name, table]));
  for (const name of dependencyOrder(plan)) {
    const table = tables.get(name);
    if (table === undefined) continue;
    const lineage = lineageOfRelation(table.relation);
    const describedByStep = describedByMakers(table.relation, made);
    const columns = table.columns.map((column): DescribedColumn => {
      const [origin, ...others] = lineage.columns.get(column.name)?.from ?? [];
      const passedOn = others.length === 0 && origin?.how === "copied" ? known.get(origin.table)?.get(origin.column) : undefined;
      const description = describedByStep(column.name) ?? passedOn;
      return description === undefined ? column : { ...column, description };
    });
    tables.set(name, remember({ ...described(table), columns }));
  }
  return { ...plan, sources, tables: plan.tables.map((table) => tables.get(table.name) ?? table) };
}

function withComments<T extends DescribedColumn>(column: T, comments: Readonly<Record<string, string>>): T {
  const description = column.description ?? ownValue(comments, column.name);
  return { ...column, type: describedType(column.type, column.name, comments), ...(description === undefined ? {} : { description }) };
}

function describedType(type: ColumnType, path: string, comments: Readonly<Record<string, string>>): ColumnType {
  if (type.kind === "array") return { ...type, element: describedType(type.element, path, comments) };
  if (type.kind !== "struct") return type;
  return {
    ...type,
    fields: type.fields.map((field) => {
      const fieldPath = `${path}.${field.name}`;
      const description = field.description ?? ownValue(comments, fieldPath);
      return { ...field, type: describedType(field.type, fieldPath, comments), ...(description === undefined ? {} : { description }) };
    }),
  };
}
