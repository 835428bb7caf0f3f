// @ts-nocheck: TypeScript shows these mistakes too.
import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), customer: z.string(), amount: z.number().optional(), placedAt: epochMillis() }),
});
const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: z.email(), name: z.string(), tags: z.record(z.string(), z.string()).optional() }),
});
const trusted = zone("trusted");

export const a = trusted.table("a", { from: orders.filter((order) => order.amount.between(1)) });
export const b = trusted.table("b", { from: orders.derive((order) => ({ part: order.id.substring(0, 3) })) });
export const c = trusted.table("c", { from: orders.derive((order) => ({ day: order.placedAt.truncatedTo("fortnight") })) });
export const d = trusted.table("d", { from: orders.filter((order) => order.amount.gt(Number.NaN)) });
export const e = trusted.table("e", { from: orders.derive((order) => ({ n: order.id.cast("number") })) });
export const f = trusted.table("f", { from: orders.derive((order) => ({ n: order.amount.cast("date") })) });
export const g = trusted.table("g", { from: orders.filter((order) => order.amount.gt({})) });
export const h = trusted.table("h", { from: orders.filter((order) => order.id.in([order.customer])) });
export const i = trusted.table("i", { from: orders.filter((order) => order.id.in([])) });
