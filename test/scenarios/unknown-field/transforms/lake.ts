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

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ address: z.object({ city: z.string(), zip: z.string().optional() }) }),
});
export const a = trusted.table("a", { from: visits.derive((visit) => ({ town: visit.address.field("citty") })) });
