import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const prices = source("prices", {
  path: "prices/",
  format: json(),
  row: z.object({ product: z.string(), shop: z.string(), price: z.number(), changedAt: epochMillis().optional() }),
});
const trusted = zone("trusted");

export const currentPrices = trusted.table("current_prices", { from: prices.latest({ by: ["product", "shop"], newest: "changedAt" }) });

/** A column that nobody asks for still decides between rows of one time. */
export const lastShop = trusted.table("last_shop", {
  from: prices.latest({ by: ["product"], newest: "changedAt" }).select("product", "shop"),
});
