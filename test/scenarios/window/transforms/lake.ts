import { count, decimal, denseRank, epochMillis, json, rank, rowNumber, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    customer: z.string().optional(),
    country: z.string(),
    pieces: z.int32(),
    weight: z.number().optional(),
    price: decimal(10, 2),
    /** When the customer placed it. */
    placedAt: epochMillis(),
  }),
});
const trusted = zone("trusted");

/** Every kind of column over one order. */
export const orderHistory = trusted.table("order_history", {
  from: orders.window({
    partitionBy: ["customer", "country"],
    orderBy: ["placedAt"],
    columns: (order) => ({
      number: rowNumber(),
      place: rank(),
      densePlace: denseRank(),
      previousWeight: order.weight.lag(),
      secondNextPieces: order.pieces.lead(2),
      firstPrice: order.price.first(),
      firstWeight: order.weight.first(),
      lastWeight: order.weight.last(),
      lastPrice: order.price.last(),
      orders: count(),
      weighed: order.weight.count(),
      pieces2: order.pieces.sum(),
      weight2: order.weight.sum(),
      revenue: order.price.sum(),
      meanPieces: order.pieces.avg(),
      meanWeight: order.weight.avg(),
      meanPrice: order.price.avg(),
      lightest: order.weight.min(),
      dearest: order.price.max(),
    }),
  }),
});

/** Without an order a measure is over the whole partition; without a partition, over all rows. What neither needs is not computed. */
export const shares = trusted.table("shares", {
  from: orders
    .derive((order) => ({ unused: order.price.times(2), country: order.country.upper() }))
    .window({ partitionBy: ["country"], columns: (order) => ({ ofCountry: order.weight.sum() }) })
    .window({ columns: (row) => ({ ofAll: row.weight.sum(), rows: count() }) })
    .derive((row) => ({ share: row.weight.dividedBy(row.ofCountry), shareOfAll: row.weight.dividedBy(row.ofAll) }))
    .select("country", "share", "shareOfAll", "rows"),
});

/** The heaviest order of each country; NULL stands last, also where the heaviest come first. */
export const heaviest = trusted.table("heaviest", {
  from: orders
    .window({
      partitionBy: ["country"],
      orderBy: [{ column: "weight", descending: true }, "placedAt"],
      columns: () => ({ place: rowNumber(), unused: count() }),
    })
    .filter((order) => order.place.lte(3))
    .select("country", "place", "weight"),
});

/** A rank alone needs no order among rows that tie, and a window of which nothing is asked is not there. */
export const places = trusted.table("places", {
  from: orders
    .window({ orderBy: ["pieces"], columns: () => ({ place: rank() }) })
    .window({ orderBy: ["weight"], columns: (order) => ({ before: order.pieces.lag() }) })
    .select("country", "place"),
});

/** A value of the row before is no copy: it is described anew. */
export const before = trusted.table("before", {
  from: orders
    .filter((order) => order.country.ne("x"))
    .window({ orderBy: ["placedAt"], columns: (order) => ({ before: order.placedAt.lag() }) })
    .select("placedAt", "before"),
});

/** The gap to the order before. */
export const gaps = trusted.table("gaps", {
  from: orders
    .filter((order) => order.customer.isNotNull())
    .window({ partitionBy: ["customer"], orderBy: ["placedAt"], columns: (order) => ({ previous: order.placedAt.lag() }) })
    .filter((order) => order.previous.isNotNull())
    .derive((order) => ({ gap: order.placedAt.difference(order.previous, "minute") }))
    .select("customer", "placedAt", "gap"),
});
