// @ts-nocheck: TypeScript shows these mistakes too.
import { json, literal, source, when, zone } from "sluice";
import { z } from "zod";
import * as mini from "zod/mini";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    customer: z.string(),
    at: z.iso.datetime(),
    address: z.object({ city: z.string() }),
  }),
});
const customers = source("customers", { path: "customers/", format: json(), row: z.object({ email: z.string() }) });
const trusted = zone("trusted");

export const a = trusted.table("a", orders);
export const b = trusted.table("b", { form: orders });
export const c = trusted.table("c", { from: orders, partitionBy: "id" });
export const d = trusted.table("d", { from: orders.select(["id", "customer"]) });
export const e = trusted.table("e", { from: orders.rename({ key: "id" }) });
export const f = trusted.table("f", { from: orders.rename("id", "key") });
export const g = trusted.table("g", { from: orders.join(customers) });
export const h = trusted.table("h", { from: orders.join(customers, { on: ["customer", "email"] }) });
export const i = trusted.table("i", {
  from: orders.derive((row) => {
    row.id;
  }),
});
export const j = trusted.table("j", { from: orders.derive(async (row) => ({ key: row.id })) });
export const k = trusted.table("k", { from: orders.filter(async (row) => row.id.isNotNull()) });
export const l = trusted.table("l", {
  from: orders.derive((row) => ({ city: row.address.city, nothing: null, open: when(row.id.eq("x"), 1), list: [row.id], row: customers })),
});
export const m = trusted.table("m", { from: orders.filter((row) => row.id.in(["x"], ["y"])) });
export const n = trusted.table("n", { from: orders.filter((row) => row.id.eq(null).and(row.at.gt("2026-01-01"))) });
export const o = trusted.table("o", { from: orders.union(customers) });
export const p = trusted.table("p", { from: orders.aggregate({ by: "id", measures: { n: literal(1) } }) });
export const q = source("q", { path: "q/", format: json(), row: { id: z.string() } });
export const r = source("r", { path: "r/", format: json(), row: mini.object({ id: mini.string() }) });
const byKind = z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]);
export const s = source("s", { path: "s/", format: json(), row: byKind });
export const t = trusted.table("t", { from: orders.latest({ by: ["id"], orderBy: "at" }) });
export const u = trusted.table("u", { from: orders.latest({ by: ["id"] }) });
