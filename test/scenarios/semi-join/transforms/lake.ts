import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ visitId: z.string(), email: z.string().optional(), startedAt: epochMillis().optional() }),
});
const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: z.email(), agreedAt: epochMillis().optional() }),
});
const trusted = zone("trusted");

export const customerVisits = trusted.table("customer_visits", { from: visits.semiJoin(customers, { on: { email: "email" } }) });

export const agreedVisits = trusted.table("agreed_visits", {
  from: visits.semiJoin(customers, { on: { email: "email" }, where: (visit, customer) => visit.startedAt.gte(customer.agreedAt) }),
});
