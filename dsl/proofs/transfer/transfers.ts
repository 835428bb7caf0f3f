import type { NodeOf, Operation } from "../../operations/relation.ts";
import { explode } from "./explode.ts";
import { aggregate, distinct, latest } from "./groups.ts";
import { antiJoin, join, leftJoin, semiJoin } from "./joins.ts";
import { filter, projection, read, union } from "./rows.ts";
import type { Transfer } from "./transfer.ts";
import { window } from "./window.ts";

/** The rule of every operation. */
export const TRANSFERS: { readonly [Op in Operation]: Transfer<NodeOf<Op>> } = {
  read,
  filter,
  select: projection,
  dropColumns: projection,
  rename: projection,
  derive: projection,
  project: projection,
  join,
  leftJoin,
  semiJoin,
  antiJoin,
  distinct,
  latest,
  aggregate,
  window,
  explode,
  union,
};
