import { json, source, zone } from "sluice";
import { z } from "zod";

/** What customers bought, as the shop says it. */
const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    /** The number on the invoice. */
    id: z.string(),
    /** The doc comment, which `.describe()` overrules. */
    customer: z.string().describe("The customer's account; it's never reused."),
    /** In euros. */
    amount: z.number(),
    /** Where it is sent to. */
    address: z.object({
      /** As the customer wrote it. */
      city: z.string(),
    }),
    plain: z.string(),
  }),
});
const trusted = zone("trusted");

/**
 * Orders that cost something.
 *
 * The second paragraph is part of it.
 */
export const paidOrders = trusted.table("paid_orders", { from: orders.filter((order) => order.amount.gt(0)) });

/** Not shown, because the table says it itself. */
export const largest = trusted.table("largest", {
  from: paidOrders
    .rename({ id: "invoice" })
    .derive((order) => ({ cents: order.amount.times(100), account: order.customer }))
    .dropColumns("customer", "address"),
  description: "Orders in cents.",
});

/** A column that comes from two places, or is computed, has no description of either. */
export const both = trusted.table("both", {
  from: paidOrders.select("id", "plain").union(largest.rename({ invoice: "id" }).select("id", "plain")),
});
