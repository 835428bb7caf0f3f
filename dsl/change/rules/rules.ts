import { type Change, changeOf } from "../change.ts";
import type { Compared } from "../compared.ts";
import type { TableKind } from "../kinds/kinds.ts";
import type { LakeKind } from "../kinds/lake-kinds.ts";
import type { Tree } from "../tree/tree.ts";
import { COLUMNS } from "./columns.ts";
import { PERSONAL } from "./personal.ts";
import { PROOFS } from "./proofs.ts";
import { ROWS } from "./rows.ts";
import type { TableRule } from "./rule.ts";
import { SOURCES } from "./sources.ts";
import { TABLE } from "./tables.ts";
import { LAKE_RULES } from "./zones.ts";

/** The rule of every kind of change of a table, in the order in which they are told. */
const TABLE_RULES: { readonly [K in Exclude<TableKind, "files-changed" | "proofs-follow">]: TableRule } = {
  ...TABLE,
  ...COLUMNS,
  ...ROWS,
  ...SOURCES,
  ...PERSONAL,
  ...PROOFS,
};

/** All that is different in a table or source. Something always is: its files differ. */
export function changesOfTable(compared: Compared): readonly Change[] {
  const found = (Object.entries(TABLE_RULES) as [TableKind, TableRule][]).flatMap(([kind, rule]) =>
    rule(compared).map((one) => changeOf(kind, compared.table, one)),
  );
  return found.length > 0 ? found : [changeOf("files-changed", compared.table, { after: compared.files.join(", ") })];
}

/** All that is different in the lake as a whole. */
export const changesOfLake = (base: Tree, head: Tree, renamed: (name: string) => string): readonly Change[] =>
  (Object.entries(LAKE_RULES) as [LakeKind, (typeof LAKE_RULES)[LakeKind]][]).flatMap(([kind, rule]) =>
    rule(base, head, renamed).map((one) => changeOf(kind, null, one)),
  );
