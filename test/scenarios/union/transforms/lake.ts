import { epochMillis, json, literal, source, zone } from "sluice";
import { z } from "zod";

const webOrders = source("web_orders", {
  path: "web/",
  format: json(),
  row: z.object({ id: z.string(), placedAt: epochMillis(), amount: z.number(), browser: z.string() }),
});
const shopOrders = source("shop_orders", {
  path: "shop/",
  format: json(),
  row: z.object({ amount: z.number().optional(), placedAt: epochMillis(), id: z.string(), till: z.int32() }),
});
const trusted = zone("trusted");

/** The columns are matched by name; `amount` may be null because it may be in one of them. */
export const allOrders = trusted.table("all_orders", {
  from: webOrders
    .dropColumns("browser")
    .derive(() => ({ channel: literal("web") }))
    .union(shopOrders.dropColumns("till").derive(() => ({ channel: literal("shop") }))),
});

/** Only what is asked for is read from either side. */
export const orderIds = trusted.table("order_ids", { from: webOrders.dropColumns("browser").union(shopOrders.dropColumns("till")).select("id") });
