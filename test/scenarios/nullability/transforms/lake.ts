import { epochMillis, json, source, when, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string().optional(),
    customer: z.string().optional(),
    amount: z.number().optional(),
    tax: z.number().optional(),
    vip: z.boolean().optional(),
    placedAt: epochMillis().optional(),
    paidAt: epochMillis().optional(),
  }),
});
const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: z.string().optional(), level: z.int32().optional(), since: epochMillis().optional() }),
  unique: ["email"],
});
const trusted = zone("trusted");

/** Both sides of `and` hold; of `or` only what both show; `not` turns a condition round. */
export const both = trusted.table("both", { from: orders.filter((order) => order.id.isNotNull().and(order.amount.gt(0))) });
export const either = trusted.table("either", {
  from: orders.filter((order) => order.amount.gt(0).and(order.id.eq("a")).or(order.amount.lt(0).and(order.customer.eq("b")))),
});
export const turned = trusted.table("turned", {
  from: orders.filter((order) => order.id.isNull().or(order.amount.lte(0)).not()),
});
export const turnedBoth = trusted.table("turned_both", {
  from: orders.filter((order) => order.id.isNull().and(order.amount.isNull()).not()),
});
export const notNull = trusted.table("not_null", { from: orders.filter((order) => order.amount.isNotNull().not()) });

/** A comparison that holds has values on both sides, through every function that gives NULL for NULL. */
export const compared = trusted.table("compared", {
  from: orders.filter((order) => order.amount.plus(order.tax).gt(100).and(order.customer.lower().eq("a"))),
});
export const cast = trusted.table("cast", { from: orders.filter((order) => order.id.cast("int64").in([1, 2, 3])) });
export const flagged = trusted.table("flagged", { from: orders.filter((order) => order.vip) });
export const unflagged = trusted.table("unflagged", { from: orders.filter((order) => order.vip.not()) });
/** Logic that is known has at least one known side: of two comparisons of one column, that column. */
export const logicKnown = trusted.table("logic_known", {
  from: orders.filter((order) => {
    const [one, other] = [order.vip, order.amount.gt(0)];
    const either = order.tax.gt(0).or(order.tax.lt(-1));
    return one.and(other).isNotNull().and(one.or(other).isNotNull()).and(either.isNotNull());
  }),
});

/** What may hold for NULL shows nothing. */
export const shown = trusted.table("shown", {
  from: orders.filter((order) =>
    order.id
      .isDistinctFrom(order.customer)
      .and(order.amount.coalesce(order.tax).gt(0))
      .and(when(order.placedAt.isNull(), true).otherwise(order.vip)),
  ),
});

/** A column that a condition proved keeps that through all that follows. */
export const later = trusted.table("later", {
  from: orders
    .filter((order) => order.amount.isNotNull())
    .rename({ amount: "price" })
    .derive((order) => ({ half: order.price.dividedBy(2), same: order.price, length: order.id.length() }))
    .dropColumns("tax", "vip"),
});

const named = customers.rename({ email: "customerEmail" });

/** Keys that match are not null, on both sides; the condition shows the rest. */
export const joined = trusted.table("joined", {
  from: orders.join(named, { on: { customer: "customerEmail" }, where: (order, customer) => order.placedAt.gte(customer.since) }),
});

/** Where there is no match all of the right side is null; the left side shows nothing. */
export const leftJoined = trusted.table("left_joined", {
  from: orders.leftJoin(named, { on: { customer: "customerEmail" }, where: (order, customer) => order.placedAt.gte(customer.since) }),
});
export const semiJoined = trusted.table("semi_joined", {
  from: orders.semiJoin(customers, { on: { customer: "email" }, where: (order, customer) => order.placedAt.gte(customer.since) }),
});
export const antiJoined = trusted.table("anti_joined", {
  from: orders.antiJoin(customers, { on: { customer: "email" }, where: (order, customer) => order.placedAt.gte(customer.since) }),
});

/** A sum may overflow, and a group of no value has no mean; but a group has a member. */
export const grouped = trusted.table("grouped", {
  from: orders
    .filter((order) => order.amount.isNotNull())
    .aggregate({
      by: ["customer"],
      measures: (order) => ({
        amount: order.amount.sum(),
        mean: order.amount.avg(),
        most: order.amount.max(),
        tax: order.tax.max(),
        orders: order.amount.count(),
      }),
    }),
});
export const all = trusted.table("all", {
  from: orders
    .filter((order) => order.amount.isNotNull())
    .aggregate({ measures: (order) => ({ mean: order.amount.avg(), least: order.amount.min(), orders: order.amount.count() }) }),
});

/** Either side may have the null. */
export const united = trusted.table("united", {
  from: orders
    .filter((order) => order.id.isNotNull().and(order.amount.isNotNull()))
    .select("id", "amount", "tax")
    .union(orders.filter((order) => order.id.isNotNull().and(order.tax.isNotNull())).select("tax", "amount", "id")),
});
