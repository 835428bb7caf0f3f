import { ownValue } from "../../schema/own-value.ts";
import { typeWords } from "../../schema/type-words.ts";
import type { Found } from "../change.ts";
import type { AnyColumn, ColumnPair, Compared } from "../compared.ts";
import type { DeclaredKind } from "../kinds/table-kinds.ts";
import { say } from "../sentence.ts";
import { ofBoth, ofTables, type TableRule } from "./rule.ts";
import { isSameType, isWider } from "./wider-type.ts";

const columnWords = ({ type, nullable }: AnyColumn): string => `${typeWords(type)}${nullable ? ", may be null" : ""}`;

/** A rule for each column that is in both trees. */
const ofColumns = (rule: (before: AnyColumn, after: AnyColumn, compared: Compared) => Omit<Found, "column"> | undefined): TableRule =>
  ofBoth((_, compared) =>
    compared.columns.flatMap(({ before, after }): readonly Found[] => {
      if (before === undefined || after === undefined) return [];
      const found = rule(before, after, compared);
      return found === undefined ? [] : [{ column: after.name, ...found }];
    }),
  );

const isSource = ({ after }: Compared): boolean => after?.plan.kind === "source";

/** The columns that are in both trees, as the head calls them, in the order of each. */
function orders(pairs: readonly ColumnPair[], before: readonly AnyColumn[], after: readonly AnyColumn[]): readonly (readonly string[])[] {
  const kept = new Map(pairs.flatMap((pair) => (pair.before && pair.after ? [[pair.before.name, pair.after.name]] : [])));
  const names = new Set(kept.values());
  return [before.flatMap(({ name }) => kept.get(name) ?? []), after.flatMap(({ name }) => (names.has(name) ? [name] : []))];
}

/** Rules of the columns. */
export const COLUMNS = {
  "column-added": ofBoth((_, { columns }) =>
    columns.flatMap(({ before, after }) =>
      before === undefined && after !== undefined ? [{ column: after.name, after: columnWords(after) }] : [],
    ),
  ),
  "column-dropped": ofBoth((_, { columns }) =>
    columns.flatMap(({ before, after }) =>
      after === undefined && before !== undefined ? [{ column: before.name, before: columnWords(before) }] : [],
    ),
  ),
  "column-renamed": ofColumns((before, after) => (before.name === after.name ? undefined : { before: before.name, after: after.name })),
  "column-widened": ofColumns((before, after) =>
    isSameType(before.type, after.type) || !isWider(before.type, after.type) ? undefined : types(before, after),
  ),
  "column-retyped": ofColumns((before, after) => (isWider(before.type, after.type) ? undefined : types(before, after))),
  "column-nullable": ofColumns((before, after) => (!before.nullable && after.nullable ? {} : undefined)),
  "column-not-null": ofColumns((before, after, compared) => (before.nullable && !after.nullable && !isSource(compared) ? {} : undefined)),
  "column-required": ofColumns((before, after, compared) => (before.nullable && !after.nullable && isSource(compared) ? {} : undefined)),
  "columns-reordered": ofBoth(({ before, after }, { columns }) => {
    const [was = [], is = []] = orders(columns, before.columns, after.columns);
    return was.join() === is.join() ? [] : [{ after: is.join(", ") }];
  }),
  "column-described": ofColumns((before, after) =>
    before.description === after.description ? undefined : { after: after.description ?? "none" },
  ),
  "column-recomputed": ofTables(({ before, after }, { columns, before: was, after: is }) => {
    const together = was?.meaning?.skeleton === is?.meaning?.skeleton ? "columns" : "values";
    return columns.flatMap((pair): readonly Found[] => {
      if (pair.before === undefined || pair.after === undefined) return [];
      const [from, to] = [was?.meaning?.[together].get(pair.before.name), is?.meaning?.[together].get(pair.after.name)];
      if (from === to) return [];
      const old = ownValue(before.lineage.columns, pair.before.name)?.expression;
      const now = ownValue(after.lineage.columns, pair.after.name)?.expression;
      const notes = old === now ? [say`the rows that it is computed over are others`] : [];
      return [{ column: pair.after.name, before: old ?? "", after: now ?? "", notes }];
    });
  }),
} as const satisfies { readonly [K in DeclaredKind]?: TableRule };

const types = (before: AnyColumn, after: AnyColumn): Found => ({ before: typeWords(before.type), after: typeWords(after.type) });
