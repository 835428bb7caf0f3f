import { count, json, source, zone } from "sluice";
import { z } from "zod";

const products = source("products", {
  path: "products/",
  format: json(),
  row: z.object({
    id: z.string(),
    tags: z.array(z.string()),
    prices: z.array(z.object({ currency: z.string(), amount: z.number() })).optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});
const trusted = zone("trusted");

/** They are passed on as they are; there is no function of them. */
export const labelledProducts = trusted.table("labelled_products", {
  from: products.filter((product) => product.labels.isNotNull()).rename({ labels: "texts" }),
});

export const tagged = trusted.table("tagged", { from: products.select("tags").distinct() });

export const howMany = trusted.table("how_many", {
  from: products.aggregate({
    measures: (product) => ({ products: count(), labelled: product.labels.count(), priced: product.prices.count() }),
  }),
});
