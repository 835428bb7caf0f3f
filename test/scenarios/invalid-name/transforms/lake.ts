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

export const a = trusted.table("Orders Trusted", { from: orders });
export const b = trusted.table("b", { from: orders.derive((order) => ({ "the id": order.id })) });
export const c = source("{{lake}}", { path: "x/", format: json(), row: z.object({ id: z.string() }) });
for (const taken of ["landing", "queries", "quarantine", "runs", "staging", "sluice_runtime"]) zone(taken);
export const d = source("d", {
  path: "d/",
  format: json(),
  row: z.object({ address: z.array(z.object({ "zip-code": z.string(), geo: z.object({ "@id": z.string() }) })) }),
});
