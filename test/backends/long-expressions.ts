/** A lake whose tables have expressions of 2,000, 1,200 or 600 parts, made by loops. */
export const LONG_EXPRESSIONS = `import { type Condition, json, parquet, source, when, zone } from "sluice";
import { z } from "zod";
const open = zone("open", { format: parquet() });
const t = source("t", { path: "t/", format: json(), row: z.object({ id: z.int(), k: z.string() }) });
const pairs = Array.from({ length: 2000 }, (_, i) => ({ id: 2 * i, k: "k" + i }));
const rest = pairs.slice(1);
type Any = Condition<boolean, string>;
export const any = open.table("any", {
  from: t.filter((r) => rest.reduce<Any>((made, { id, k }) => made.or(r.id.eq(id).and(r.k.eq(k))), r.id.eq(0).and(r.k.eq("k0")))).select("id"),
});
export const anyFromTheRight = open.table("any_from_the_right", {
  from: t.filter((r) => rest.slice(-1200).reduce<Any>((made, { id }) => r.id.eq(id).or(made), r.id.eq(0))).select("id"),
});
export const all = open.table("all", {
  from: t.filter((r) => rest.slice(0, 1200).reduce<Any>((made, { id }) => made.and(r.id.ne(id)), r.id.ne(0))).select("id"),
});
export const joined = open.table("joined", {
  from: t.derive((r) => ({ long: pairs.slice(0, 1200).reduce<any>((made) => made.concat(r.k), r.k).length() })).select("id", "long"),
});
export const chosen = open.table("chosen", {
  from: t.derive((r) => ({ by: rest.slice(-600).reduce<any>((made, { id, k }) => made.when(r.id.eq(id), k), when(r.id.eq(0), "k0")).otherwise("no") })).select("id", "by"),
});
`;

export const LONG_ROWS = [
  { id: 3998, k: "k1999" },
  { id: 1, k: "q" },
];
