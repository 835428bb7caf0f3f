import { epochMillis, json, literal, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    customer: z.string().optional(),
    country: z.string(),
    pieces: z.int32(),
    price: z.number(),
    placedAt: epochMillis(),
    note: z.string().optional(),
  }),
});
const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: z.email(), level: z.int32(), blocked: z.boolean() }),
  unique: ["email"],
});

/** Thirty operations in a row. */
export const longWay = zone("trusted").table("long_way", {
  from: orders
    .filter((order) => order.customer.isNotNull())
    .rename({ customer: "email" })
    .derive((order) => ({ total: order.price.times(order.pieces) }))
    .filter((order) => order.total.gt(0))
    .dropColumns("note")
    .join(customers, { on: { email: "email" } })
    .filter((order) => order.blocked.not())
    .dropColumns("blocked")
    .derive((order) => ({ day: order.placedAt.toDate() }))
    .derive((order) => ({ rebate: order.total.times(order.level).dividedBy(100) }))
    .derive((order) => ({ toPay: order.total.minus(order.rebate) }))
    .dropColumns("total", "rebate")
    .filter((order) => order.toPay.gt(0))
    .distinct()
    .latest({ by: ["email", "day"], newest: "placedAt" })
    .derive(() => ({ channel: literal("web") }))
    .rename({ toPay: "amount" })
    .filter((order) => order.day.gte("2026-01-01"))
    .semiJoin(customers, { on: { email: "email" }, where: (order, customer) => customer.level.gte(order.level) })
    .antiJoin(
      customers.filter((customer) => customer.blocked),
      { on: { email: "email" } },
    )
    .derive((order) => ({ rounded: order.amount.round() }))
    .filter((order) => order.rounded.lt(1_000_000))
    .dropColumns("rounded")
    .derive((order) => ({ week: order.placedAt.truncatedTo("week") }))
    .aggregate({
      by: ["country", "week", "channel"],
      measures: (order) => ({ amount: order.amount.sum(), buyers: order.email.countDistinct(), pieces: order.pieces.sum() }),
    })
    .filter((group) => group.buyers.gte(5))
    .derive((group) => ({ perBuyer: group.amount.dividedBy(group.buyers) }))
    .rename({ country: "market" })
    .dropColumns("channel")
    .select("market", "week", "amount", "perBuyer", "pieces"),
});
