import { json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), price: z.int32(), pieces: z.int32(), note: z.string() }),
});
const trusted = zone("trusted");

/** `note` stays where it was; `total` comes last. */
export const pricedOrders = trusted.table("priced_orders", {
  from: orders.derive((order) => ({ total: order.price.times(order.pieces), note: order.note.trim() })),
});

/** Both expressions see the columns as they were. */
export const traded = trusted.table("traded", {
  from: orders.derive((order) => ({ price: order.pieces, pieces: order.price })),
});

/** The second step needs what the first one made, and nothing is computed twice. */
export const taxedOrders = trusted.table("taxed_orders", {
  from: orders
    .derive((order) => ({ total: order.price.times(order.pieces) }))
    .derive((order) => ({ tax: order.total.times(19).dividedBy(100), large: order.total.gt(1000) })),
});

/** What is only passed on is computed where it is written down. */
export const totals = trusted.table("totals", {
  from: orders
    .derive((order) => ({ total: order.price.times(order.pieces) }))
    .derive((order) => ({ amount: order.total }))
    .select("id", "amount"),
});
