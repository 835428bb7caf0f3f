import { json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), customer: z.string(), amount: z.number(), open: z.boolean() }),
});
const trusted = zone("trusted");

const openOrders = orders.filter((order) => order.open);
const spent = openOrders.aggregate({ by: ["customer"], measures: (order) => ({ spent: order.amount.sum() }) });

/** The open orders are used twice, and stand once in the script. */
export const shares = trusted.table("shares", {
  from: openOrders
    .join(spent, { on: { customer: "customer" } })
    .derive((order) => ({ share: order.amount.dividedBy(order.spent) }))
    .select("id", "share"),
});

/** Another table may use them too. */
export const openOrdersOfAnyone = trusted.table("open_orders_of_anyone", { from: openOrders.select("id") });

const renamed = orders.rename({ id: "orderId" });

/** Each use takes only the columns that it needs. */
export const besideLargeOnes = trusted.table("beside_large_ones", {
  from: renamed
    .filter((order) => order.open)
    .semiJoin(renamed.rename({ orderId: "otherId" }), {
      on: { customer: "customer" },
      where: (order, other) => other.amount.gt(1000).and(other.otherId.ne(order.orderId)),
    })
    .select("orderId"),
});
