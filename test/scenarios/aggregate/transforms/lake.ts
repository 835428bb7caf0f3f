import { count, decimal, epochMillis, json, source, zone } from "sluice";
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
    placedAt: epochMillis(),
  }),
});
const trusted = zone("trusted");

export const ordersPerCustomer = trusted.table("orders_per_customer", {
  from: orders.aggregate({
    by: ["customer", "country"],
    measures: (order) => ({
      orders: count(),
      weighed: order.weight.count(),
      days: order.placedAt.toDate().countDistinct(),
      pieces: order.pieces.sum(),
      weight: order.weight.sum(),
      revenue: order.price.sum(),
      meanPieces: order.pieces.avg(),
      meanWeight: order.weight.avg(),
      meanPrice: order.price.avg(),
      firstOrder: order.placedAt.min(),
      heaviest: order.weight.max(),
    }),
  }),
});

/** A measure that nobody asks for is not computed. */
export const customersPerCountry = trusted.table("customers_per_country", {
  from: orders
    .aggregate({ by: ["country"], measures: (order) => ({ customers: order.customer.countDistinct(), orders: count() }) })
    .filter((group) => group.customers.gt(10))
    .select("country"),
});

/** A group without a measure is a key. */
export const countries = trusted.table("countries", {
  from: orders.aggregate({ by: ["country"], measures: (order) => ({ pieces: order.pieces.sum() }) }).select("country"),
});
