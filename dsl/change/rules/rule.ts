import type { Found } from "../change.ts";
import { bothSources, bothTables, type Compared } from "../compared.ts";

/** Finds the changes of one kind in one table or source. */
export type TableRule = (compared: Compared) => readonly Found[];

type Both<P> = (both: P, compared: Compared) => readonly Found[];
type Tables = NonNullable<ReturnType<typeof bothTables>>;
type Sources = NonNullable<ReturnType<typeof bothSources>>;

/** A rule for a table that was one and is one. */
export const ofTables =
  (rule: Both<Tables>): TableRule =>
  (compared) => {
    const both = bothTables(compared);
    return both === undefined ? [] : rule(both, compared);
  };

export const ofSources =
  (rule: Both<Sources>): TableRule =>
  (compared) => {
    const both = bothSources(compared);
    return both === undefined ? [] : rule(both, compared);
  };

/** A rule for a table or source that is in both trees. */
export const ofBoth =
  (rule: Both<{ readonly before: Tables["before"] | Sources["before"]; readonly after: Tables["after"] | Sources["after"] }>): TableRule =>
  (compared) =>
    compared.before === undefined || compared.after === undefined
      ? []
      : rule({ before: compared.before.plan, after: compared.after.plan }, compared);

/** What the one list has and the other lacks, by what makes an item itself. */
export function only<T>(items: readonly T[], others: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const keys = new Set(others.map(keyOf));
  return items.filter((item) => !keys.has(keyOf(item)));
}

/** One change of two values that differ. */
export const changed = (before: string, after: string): readonly Found[] => (before === after ? [] : [{ before, after }]);
