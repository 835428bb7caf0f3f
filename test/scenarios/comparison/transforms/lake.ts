import { decimal, epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    country: z.string(),
    shipTo: z.string().optional(),
    pieces: z.int32(),
    ordered: z.int().optional(),
    weight: z.number(),
    limit: z.float32(),
    price: decimal(10, 2),
    paid: z.boolean(),
    day: z.iso.date(),
    placedAt: epochMillis(),
    shippedAt: z.iso.datetime().optional(),
  }),
});
const trusted = zone("trusted");

export const compared = trusted.table("compared", {
  from: orders
    .derive((order) => ({
      same: order.country.eq(order.shipTo),
      abroad: order.country.ne("DE"),
      before: order.country.lt("M"),
      few: order.pieces.lte(10),
      heavy: order.weight.gt(order.pieces),
      overLimit: order.weight.gte(order.limit),
      nearLimit: order.limit.eq(order.pieces),
      complete: order.pieces.eq(order.ordered),
      cheap: order.price.lt(100),
      whole: order.price.eq(order.pieces),
      unpaid: order.paid.eq(false),
      inJanuary: order.day.between("2026-01-01", "2026-01-31"),
      recent: order.placedAt.gte(new Date("2026-01-01")),
      shipped: order.shippedAt.lt(new Date("2026-02-01T12:00:00Z")),
      nearby: order.country.in(["DE", "AT", "CH"]),
      dozens: order.pieces.in([12, 24, 36]),
      usual: order.pieces.between(1, order.ordered),
      light: order.weight.between(0, 2.5),
      changed: order.country.isDistinctFrom(order.shipTo),
      unchanged: order.pieces.isNotDistinctFrom(order.ordered),
    }))
    .dropColumns("country", "shipTo", "pieces", "ordered", "weight", "limit", "price", "paid", "day", "placedAt", "shippedAt"),
});
