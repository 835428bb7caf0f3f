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
  row: z.object({ email: z.email(), name: z.string(), labels: z.record(z.string(), z.string()).optional(), tags: z.array(z.string()), prices: z.array(z.object({ amount: z.number() })) }),
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

export const place = trusted.table("place", { from: customers.derive((customer) => ({ tag: customer.tags.at(0.5) })) });
export const noPlace = trusted.table("no_place", { from: customers.derive((customer) => ({ tag: customer.tags.at(customer.name.length()) })) });
export const element = trusted.table("element", { from: customers.filter((customer) => customer.tags.includes(1)) });
export const price = trusted.table("price", { from: customers.filter((customer) => customer.prices.includes(customer.prices.at(0))) });
export const key = trusted.table("key", { from: customers.derive((customer) => ({ label: customer.labels.get(1) })) });
export const array = trusted.table("array", { from: customers.derive((customer) => ({ label: customer.name.at(0) })) });
export const map = trusted.table("map", { from: customers.derive((customer) => ({ label: customer.tags.get("a") })) });
export const size = trusted.table("size", { from: customers.derive((customer) => ({ size: customer.name.size() })) });
export const keyName = trusted.table("key_name", { from: customers.derive((customer) => ({ key: customer.name.pseudonym("Research key") })) });
export const keyColumn = trusted.table("key_column", { from: customers.derive((customer) => ({ key: customer.name.pseudonym(customer.email) })) });

export const ignoreNulls = trusted.table("ignore_nulls", {
  from: orders.window({ orderBy: ["placedAt"], columns: (order) => ({ last: order.amount.last({ ignoreNulls: true }), next: order.amount.lead(1, 0) }) }),
});
export const distinctBy = trusted.table("distinct_by", { from: orders.distinct("id") });
export const unionOfThree = trusted.table("union_of_three", { from: orders.union(orders, orders) });
export const countIf = trusted.table("count_if", {
  from: orders.aggregate({ by: ["id"], measures: (order) => ({ n: order.amount.count(order.amount.gt(1)) }) }),
});
export const castWith = trusted.table("cast_with", { from: orders.derive((order) => ({ day: order.id.cast("date", "%d.%m.%Y") })) });
