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

export const a = trusted.table("a", { from: orders.filter((order) => order.amount) });
export const b = trusted.table("b", { from: orders.filter(() => true) });
export const c = trusted.table("c", { from: orders.filter("amount > 0") });
export const d = trusted.table("d", { from: orders.semiJoin(customers, { on: { customer: "email" }, where: () => undefined }) });
export const e = trusted.table("e", { from: orders.derive((order) => ({ size: when(order.amount, "large").otherwise("small") })) });
