// @ts-nocheck: TypeScript shows these mistakes too.
import { epochMillis, json, source, when, zone } from "sluice";
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

export const a = trusted.table("a", { from: orders.filter((order) => order.amount.eq("much")) });
export const b = trusted.table("b", { from: orders.filter((order) => order.placedAt.gt(order.amount)) });
export const c = trusted.table("c", { from: orders.join(customers, { on: { placedAt: "email" } }) });
export const d = trusted.table("d", { from: orders.derive((order) => ({ low: order.amount.lower() })) });
export const e = trusted.table("e", {
  from: orders.aggregate({ by: ["customer"], measures: (order) => ({ total: order.id.sum() }) }),
});
export const f = trusted.table("f", { from: orders.derive((order) => ({ size: when(order.amount.gt(1), "large").otherwise(1) })) });
