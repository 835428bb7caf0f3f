import { count, epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    customer: z.string(),
    shop: z.string(),
    amount: z.number(),
    note: z.string().optional(),
    placedAt: epochMillis(),
  }),
});
const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: z.email(), name: z.string(), phone: z.string(), country: z.string(), createdAt: epochMillis() }),
  unique: ["email"],
});
const trusted = zone("trusted");

/** Of either side only what the join or the result needs is read. */
export const amountsOfCountries = trusted.table("amounts_of_countries", {
  from: orders
    .join(customers, { on: { customer: "email" }, where: (order, customer) => order.placedAt.gte(customer.createdAt) })
    .select("country", "amount"),
});

/** What is derived and not asked for is not computed, nor is what only that needs read. */
export const ids = trusted.table("ids", {
  from: orders.derive((order) => ({ text: order.note.concat(order.shop), size: order.amount.round() })).select("id", "size"),
});

/** A column that only a filter needs goes before the join. */
export const customersOfShop = trusted.table("customers_of_shop", {
  from: customers.semiJoin(
    orders.filter((order) => order.shop.eq("Berlin")),
    { on: { email: "customer" } },
  ),
});

/** Nothing of a row is needed to count it, but one column stays. */
export const howMany = trusted.table("how_many", {
  from: orders.join(customers, { on: { customer: "email" } }).aggregate({ measures: () => ({ orders: count() }) }),
});

/** The column that stays is the same on both sides. */
export const howManyOfBoth = trusted.table("how_many_of_both", {
  from: orders
    .select("customer", "shop")
    .union(customers.select("country", "email").rename({ country: "shop", email: "customer" }))
    .aggregate({ measures: () => ({ rows: count() }) }),
});

/** Both sides of a union have only what is asked for. */
export const everyone = trusted.table("everyone", {
  from: orders
    .select("customer", "shop")
    .rename({ customer: "email", shop: "place" })
    .union(customers.select("email", "country").rename({ country: "place" }))
    .select("email")
    .distinct(),
});
