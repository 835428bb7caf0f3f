// @ts-nocheck: TypeScript shows these mistakes too.
import { count, epochMillis, json, rank, rowNumber, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    customer: z.string(),
    amount: z.number().optional(),
    placedAt: epochMillis(),
    tags: z.record(z.string(), z.string()).optional(),
    lines: z.array(z.string()),
  }),
});
const trusted = zone("trusted");
const plain = orders.dropColumns("tags");

// No order, and what has no window form
export const a = trusted.table("a", {
  from: plain.window({ partitionBy: ["customer"], columns: (order) => ({ n: rowNumber(), before: order.amount.lag() }) }),
});
export const b = trusted.table("b", {
  from: plain.window({ orderBy: ["placedAt"], columns: (order) => ({ customers: order.customer.countDistinct() }) }),
});
// Names
export const c = trusted.table("c", {
  from: plain.window({ partitionBy: ["custmer"], orderBy: ["placedAt"], columns: () => ({ n: rank() }) }),
});
export const d = trusted.table("d", {
  from: plain.window({ partitionBy: ["customer", "customer"], orderBy: ["at"], columns: () => ({ n: rowNumber() }) }),
});
export const e = trusted.table("e", {
  from: plain.window({ orderBy: ["placedAt", { column: "placedAt", descending: true }], columns: () => ({ n: rowNumber() }) }),
});
export const f = trusted.table("f", { from: plain.window({ columns: () => ({ amount: count() }) }) });
export const g = trusted.table("g", { from: plain.window({ columns: () => ({ "1st": count() }) }) });
// Ties need an order of all columns, and a partition an equality
export const h = trusted.table("h", { from: orders.window({ orderBy: ["placedAt"], columns: () => ({ n: rowNumber() }) }) });
export const i = trusted.table("i", { from: orders.window({ partitionBy: ["tags"], columns: () => ({ n: count() }) }) });
export const j = trusted.table("j", { from: plain.window({ columns: (order) => ({ most: order.lines.max() }) }) });
// Options and columns
export const k = trusted.table("k", { from: plain.window({ orderBy: "placedAt", columns: () => ({ n: rowNumber() }) }) });
export const l = trusted.table("l", {
  from: plain.window({ orderBy: [{ column: "placedAt", desc: true }], columns: () => ({ n: rowNumber() }) }),
});
export const m = trusted.table("m", { from: plain.window({ by: ["customer"], columns: () => ({ n: count() }) }) });
export const n = trusted.table("n", { from: plain.window({ columns: (order) => ({ double: order.amount.times(2) }) }) });
export const o = trusted.table("o", { from: plain.window({ columns: { n: count() } }) });
export const p = trusted.table("p", { from: plain.window({ columns: () => count() }) });
export const q = trusted.table("q", {
  from: plain.window({ orderBy: ["placedAt"], columns: (order) => ({ before: order.amount.lag(0), later: order.amount.lead(1.5) }) }),
});
export const r = trusted.table("r", { from: plain.window({ columns: () => ({ n: count() }), samePerson: " " }) });
// Window functions elsewhere
export const s = trusted.table("s", { from: plain.derive((order) => ({ before: order.amount.lag() })) });
export const t = trusted.table("t", { from: plain.derive((order) => ({ gap: order.amount.minus(order.amount.lag()) })) });
export const u = trusted.table("u", { from: plain.filter(() => rowNumber()) });
export const v = trusted.table("v", { from: plain.aggregate({ by: ["customer"], measures: (order) => ({ last: order.amount.last() }) }) });
export const w = trusted.table("w", { from: plain.derive((order) => ({ sum: order.amount.sum() })) });
