import { epochMillis, json, source, when, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    amount: z.number().optional(),
    pieces: z.int32(),
    stock: z.int(),
    placedAt: epochMillis(),
    shippedAt: epochMillis().optional(),
  }),
});

export const sizedOrders = zone("trusted").table("sized_orders", {
  from: orders
    .derive((order) => ({
      size: when(order.amount.gte(1000), "large").when(order.amount.gte(100), "medium").otherwise("small"),
      taken: when(order.stock.lt(order.pieces), order.stock).otherwise(order.pieces),
      lastEvent: when(order.shippedAt.isNotNull(), order.shippedAt).otherwise(order.placedAt),
      discount: when(order.pieces.gt(100), 0.1).otherwise(null),
      free: when(order.amount.isNull(), true).otherwise(order.amount.eq(0)),
      weight: when(order.pieces.gt(0), order.amount.dividedBy(order.pieces)).otherwise(0),
    }))
    .select("id", "size", "taken", "lastEvent", "discount", "free", "weight"),
});
