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

/** Copied on one side, computed on the other. */
export const halfCopied = trusted.table("half_copied", {
  from: paidOrders.select("id").union(paidOrders.select("id").derive((order) => ({ id: order.id.upper() }))),
});

/** A column that is only passed on keeps its description through every operation, and one that is computed gets none. */
export const through = trusted.table("through", {
  from: paidOrders
    .derive((order) => ({ city: order.address.field("city"), letters: order.customer.length() }))
    .select("id", "customer", "city", "letters", "amount")
    .dropColumns("amount")
    .rename({ customer: "account" })
    .filter((order) => order.letters.gt(3))
    .distinct()
    .latest({ by: ["id"], newest: "account" })
    .semiJoin(orders, { on: { id: "id" } })
    .antiJoin(orders, { on: { id: "plain" } })
    .join(orders.select("id", "amount").distinct().latest({ by: ["id"], newest: "amount" }), { on: { id: "id" } })
    .leftJoin(orders.select("id", "plain").latest({ by: ["id"], newest: "plain" }), { on: { id: "id" } })
    .aggregate({
      by: ["id", "account", "city", "letters", "amount"],
      measures: (order) => ({ plain: order.plain.max(), most: order.letters.max() }),
    })
    .derive((order) => ({ same: order.account, twice: order.letters.times(2) })),
});

/** What a step makes is described by the doc comment of its key, downstream too, until it is described anew or computed from. */
export const made = trusted.table("made", {
  from: paidOrders
    .derive((order) => ({
      /** In cents, not rounded. */
      cents: order.amount.times(100),
      /** A copy, described anew. */
      account: order.customer,
      bare: order.amount.plus(1),
    }))
    .window({
      partitionBy: ["account"],
      columns: (order) => ({
        /** Of all orders of the account. */
        most: order.cents.max(),
      }),
    })
    .rename({ cents: "hundredths" }),
});
export const sums = trusted.table("sums", {
  from: made.derive((order) => ({ bare: order.hundredths, most: order.most.plus(1) })).aggregate({
    by: ["account", "bare", "most"],
    measures: (order) => {
      return {
        /** The *sum*; it's in euros. */
        sum: order.amount.sum(),
        n: order.amount.count(),
      };
    },
  }),
});
/** Both sides say the same of `x`, one says something of `y`. */
export const unitedMade = trusted.table("united_made", {
  from: paidOrders
    .derive((order) => ({
      /** The same. */
      x: order.amount.plus(1),
      /** On one side. */
      y: order.amount.plus(1),
    }))
    .select("x", "y")
    .union(
      paidOrders
        .derive((order) => ({
          /** The same. */
          x: order.amount.plus(2),
          y: order.amount.plus(2),
        }))
        .select("x", "y"),
    ),
});

/** A column that comes from two places, or is computed, has no description of either. */
export const both = trusted.table("both", {
  from: paidOrders.select("id", "plain").union(largest.rename({ invoice: "id" }).select("id", "plain")),
});
