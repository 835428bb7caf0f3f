import type { Comparison } from "../compare.ts";
import { isSameType } from "../rules/wider-type.ts";

/** A table as each version calls it, and the columns by which their rows are compared. */
export interface Matched {
  /** What the plan calls it. */
  readonly table: string;
  /** Its name in each version that makes it. */
  readonly base?: string;
  readonly head?: string;
  readonly columns: readonly { readonly base: string; readonly head: string }[];
}

/** The tables, those that are gone too, with the columns that both versions have with the same type. Sources are read, not made. */
export function matchedTables({ base, head, paired }: Comparison, tables: readonly string[]): readonly Matched[] {
  const compared = new Map(paired.compared.map((one) => [one.table, one]));
  const gone = paired.compared.filter(({ after }) => after === undefined).map(({ table }) => table);
  const plans = head.plans(tables);
  return [...tables, ...gone].flatMap((table): readonly Matched[] => {
    const one = compared.get(table);
    if (one === undefined) {
      const columns = plans.get(table)?.columns ?? [];
      return base.tables.has(table)
        ? [{ table, base: table, head: table, columns: columns.map(({ name }) => ({ base: name, head: name })) }]
        : [];
    }
    const [was, is] = [one.before?.plan, one.after?.plan];
    if (was?.kind !== "table" && is?.kind !== "table") return [];
    const columns = one.columns.flatMap(({ before, after }) =>
      before !== undefined && after !== undefined && isSameType(before.type, after.type) ? [{ base: before.name, head: after.name }] : [],
    );
    return [{ table, ...(was === undefined ? {} : { base: was.name }), ...(is === undefined ? {} : { head: is.name }), columns }];
  });
}
