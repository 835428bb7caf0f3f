import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), customerId: z.string().optional(), placedAt: epochMillis(), amount: z.number().optional() }),
});
const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ customerId: z.string(), name: z.string(), since: epochMillis().optional() }),
  unique: ["customerId"],
});
const rates = source("rates", {
  path: "rates/",
  format: json(),
  row: z.object({ from: epochMillis(), until: epochMillis(), rate: z.number() }),
});
const trusted = zone("trusted");

/** A key of one name on both sides is one column. */
export const namedOrders = trusted.table("named_orders", { from: orders.join(customers, { on: { customerId: "customerId" } }) });

/** Keys of different names stay both. */
export const buyers = trusted.table("buyers", {
  from: orders.join(customers.rename({ customerId: "key" }), { on: { customerId: "key" } }),
});

/** A condition beside the key, which shows that `since` is known. */
export const loyalOrders = trusted.table("loyal_orders", {
  from: orders.join(customers, {
    on: { customerId: "customerId" },
    where: (order, customer) => customer.since.lt(order.placedAt).and(order.amount.gt(0)),
  }),
});

/** A condition alone. */
export const ratedOrders = trusted.table("rated_orders", {
  from: orders.join(rates, {
    on: {},
    where: (order, rate) => order.placedAt.gte(rate.from).and(order.placedAt.lt(rate.until)),
    many: "the rates of several currencies hold at one time",
  }),
});
