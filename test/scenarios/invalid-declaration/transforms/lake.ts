// @ts-nocheck: TypeScript shows these mistakes too.
import { consent, epochMillis, json, source, zone } from "sluice";
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

export const a = source("a", { path: "/etc/", format: json(), row: z.object({ id: z.string() }) });
export const b = source("b", { path: "b/", format: json(), row: { id: z.string() } });
export const c = source("c", { path: "c/", format: "csv", row: z.object({ id: z.string() }), unique: "id" });
export const d = source("d", { path: "d/", format: json(), row: z.object({ id: z.string() }), quarantine: { atMost: 10 } });
export const e = source("e", { path: "e/", format: json(), row: z.object({ id: z.string() }), person: { id: "email" }, eventTime: "at" });
export const f = trusted.table("f", { from: orders.derive({ x: 1 }) });
export const g = trusted.table("g", { from: orders.aggregate({ measures: () => ({ n: 1 }) }) });
export const h = trusted.table("h", { from: orders, format: "parquet" });
export const i = zone("i", { personal: "maybe", requires: "research" });
export const j = consent("j", { person: orders.select("id"), givenAt: (order) => order.id });
export const k = consent("k", { person: orders, givenAt: () => 5 });
export const l = trusted.table("l", { from: orders.join(customers) });
export const m = trusted.table("m", { from: orders.latest({ by: "id", newest: "placedAt" }) });
export const n = trusted.table("n", { from: orders.derive(() => 1) });

export const limits = source("limits", {
  path: "limits/",
  format: json(),
  row: z.object({ id: z.string() }),
  quarantine: { atMostMB: 0.5 },
  gzip: { atMostTimes: 0 },
});
