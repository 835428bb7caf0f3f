import { count, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), pieces: z.int32(), country: z.string() }),
});

/** One row, also of no order at all. */
export const totals = zone("trusted").table("totals", {
  from: orders.aggregate({
    measures: (order) => ({ orders: count(), countries: order.country.countDistinct(), pieces: order.pieces.sum(), most: order.pieces.max() }),
  }),
});
