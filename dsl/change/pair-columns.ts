import type { AnyColumn, ColumnPair, Compared, Side } from "./compared.ts";
import { isSameType } from "./rules/wider-type.ts";

/**
 * Pairs the columns of a table by name. A column that is gone and a new one are one renamed column when both are the only ones with their
 * value and type. A source's column is called as the key in its files, so another name there is another column.
 */
export function pairColumns(before: Side | undefined, after: Side | undefined): Compared["columns"] {
  const was: readonly AnyColumn[] = before?.plan.columns ?? [];
  const is: readonly AnyColumn[] = after?.plan.columns ?? [];
  const [old, now] = [byName(was), byName(is)];
  const gone = was.filter(({ name }) => !now.has(name));
  const added = is.filter(({ name }) => !old.has(name));
  const origins = renamedColumns(before, after, gone, added);
  const taken = new Set(origins.values());
  return [
    ...is.map((column): ColumnPair => ({ before: old.get(column.name) ?? origins.get(column), after: column })),
    ...gone.filter((column) => !taken.has(column)).map((column): ColumnPair => ({ before: column })),
  ];
}

const byName = (columns: readonly AnyColumn[]): ReadonlyMap<string, AnyColumn> => new Map(columns.map((column) => [column.name, column]));

/** New column to the one that it was. */
function renamedColumns(
  before: Side | undefined,
  after: Side | undefined,
  gone: readonly AnyColumn[],
  added: readonly AnyColumn[],
): ReadonlyMap<AnyColumn, AnyColumn> {
  const valueIn = (side: Side | undefined, { name }: AnyColumn): number | undefined => side?.meaning?.values.get(name);
  const fits = (old: AnyColumn, now: AnyColumn): boolean => {
    const value = valueIn(before, old);
    return value !== undefined && value === valueIn(after, now) && isSameType(old.type, now.type);
  };
  return new Map(
    added.flatMap((now) => {
      const [old, other] = gone.filter((one) => fits(one, now));
      if (old === undefined || other !== undefined) return [];
      return added.filter((one) => fits(old, one)).length === 1 ? [[now, old] as const] : [];
    }),
  );
}
