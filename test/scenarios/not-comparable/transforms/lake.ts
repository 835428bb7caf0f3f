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

export const a = trusted.table("a", { from: customers.distinct() });
export const b = trusted.table("b", { from: customers.latest({ by: ["email"], newest: "name" }) });
export const c = trusted.table("c", { from: customers.aggregate({ by: ["tags"], measures: (customer) => ({ n: customer.email.count() }) }) });
export const d = trusted.table("d", { from: customers.filter((customer) => customer.tags.eq(customer.tags)) });
export const e = trusted.table("e", { from: customers.aggregate({ measures: (customer) => ({ n: customer.tags.countDistinct() }) }) });

const visits = source("visits", { path: "visits/", format: json(), row: z.object({ pages: z.array(z.string()), at: z.object({ lat: z.number() }) }) });
export const f = trusted.table("f", { from: visits.filter((visit) => visit.pages.isDistinctFrom(visit.pages)).filter((visit) => visit.at.eq(visit.at)) });
export const g = trusted.table("g", { from: visits.aggregate({ measures: (visit) => ({ most: visit.at.max(), n: visit.pages.countDistinct() }) }) });
