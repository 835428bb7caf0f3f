import { decimal, epochMillis, json, source } from "sluice";
import { z } from "zod";

/** The sources that the type tests start from. */
export const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    customer: z.string().optional(),
    country: z.string(),
    pieces: z.int32(),
    weight: z.number().optional(),
    price: decimal(10, 2),
    paid: z.boolean().optional(),
    day: z.iso.date(),
    placedAt: epochMillis(),
    shippedAt: epochMillis().optional(),
    checkedAt: z.iso.datetime().optional(),
    address: z.object({ city: z.string(), zip: z.string().optional(), since: epochMillis() }).optional(),
    tags: z.array(z.string()),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});
export const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ email: z.email(), level: z.int32().optional(), since: epochMillis().optional() }),
});
