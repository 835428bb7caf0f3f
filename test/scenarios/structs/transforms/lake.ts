import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    address: z.object({ city: z.string(), zip: z.string().optional(), point: z.object({ lat: z.number(), lon: z.number() }).optional() }),
    contact: z.object({ email: z.email(), since: epochMillis() }).optional(),
  }),
});
const trusted = zone("trusted");

export const addresses = trusted.table("addresses", {
  from: orders
    .derive((order) => ({
      city: order.address.field("city").upper(),
      zip: order.address.field("zip"),
      latitude: order.address.field("point").field("lat"),
      since: order.contact.field("since").toDate(),
    }))
    .dropColumns("address", "contact"),
});

/** A struct can be passed on, compared in `distinct`, and tested for null. */
export const cities = trusted.table("cities", {
  from: orders
    .filter((order) => order.contact.isNotNull().and(order.address.field("point").field("lat").gt(50)))
    .select("address", "contact")
    .distinct(),
});
