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

export const a = trusted.table("a", { from: orders.filter((order) => order.amont.gt(0)) });
export const b = trusted.table("b", { from: orders.select("id", "colour") });
export const c = trusted.table("c", {
  from: orders.semiJoin(customers, { on: { customer: "emial" } }),
});
// Nothing more is said of what comes from a mistake.
export const d = trusted.table("d", { from: orders.select("id", "colour").filter((order) => order.colour.eq("red")) });
export const f = trusted.table("f", { from: orders.antiJoin(customers, { on: { customer: "emial" } }) });
