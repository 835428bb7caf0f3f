import { ownValue } from "../../schema/own-value.ts";
import type { AnyColumn, Side } from "../compared.ts";
import { sourcePlan, tablePlan } from "../compared.ts";
import type { PrivacyKind } from "../kinds/privacy-kinds.ts";
import { only, type TableRule } from "./rule.ts";

/** The kinds of personal data in a column. */
function kindsIn(side: Side | undefined, column: AnyColumn | undefined): readonly string[] {
  if (side === undefined || column === undefined) return [];
  if (sourcePlan(side) !== undefined) return column.personal === undefined ? [] : [column.personal];
  const columns = tablePlan(side)?.proof?.personal.columns ?? {};
  return ownValue(columns, column.name) ?? [];
}

const presence = (side: Side | undefined): readonly string[] => tablePlan(side)?.proof?.personal.presence ?? [];

const more = (kinds: readonly string[], than: readonly string[]): string => only(kinds, than, (kind) => kind).join(", ");

/** Rules of where personal data stands. */
export const PERSONAL = {
  "personal-reaches": ({ before, after, columns }) =>
    columns.flatMap((pair) => {
      const kinds = more(kindsIn(after, pair.after), kindsIn(before, pair.before));
      return kinds === "" || pair.after === undefined ? [] : [{ column: pair.after.name, after: kinds }];
    }),
  // A column that is gone says so itself.
  "personal-leaves": ({ before, after, columns }) =>
    columns.flatMap((pair) => {
      const kinds = more(kindsIn(before, pair.before), kindsIn(after, pair.after));
      return kinds === "" || pair.after === undefined ? [] : [{ column: pair.after.name, before: kinds }];
    }),
  "presence-reaches": ({ before, after }) => {
    const kinds = more(presence(after), presence(before));
    return kinds === "" ? [] : [{ after: kinds }];
  },
  "presence-leaves": ({ before, after }) => {
    const kinds = more(presence(before), presence(after));
    return kinds === "" || after === undefined ? [] : [{ before: kinds }];
  },
} as const satisfies { readonly [K in PrivacyKind]?: TableRule };
