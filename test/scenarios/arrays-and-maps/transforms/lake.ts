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
    codes: z.array(z.int32()).optional(),
    weights: z.record(z.string(), z.number()),
  }),
});
const trusted = zone("trusted");

/** They can be passed on as they are. */
export const labelledProducts = trusted.table("labelled_products", {
  from: products.filter((product) => product.labels.isNotNull()).rename({ labels: "texts" }),
});

export const tagged = trusted.table("tagged", { from: products.select("tags").distinct() });

export const howMany = trusted.table("how_many", {
  from: products.aggregate({
    measures: (product) => ({ products: count(), labelled: product.labels.count(), priced: product.prices.count() }),
  }),
});

/** Elements by place, from both ends; values by key; how many there are. */
export const picked = trusted.table("picked", {
  from: products
    .filter((product) => product.tags.includes("sale").or(product.labels.get("de").isNotNull()))
    .derive((product) => ({
      first: product.tags.at(0),
      last: product.tags.at(-1).upper(),
      tagCount: product.tags.size(),
      namesItself: product.tags.includes(product.id),
      amount: product.prices.at(0).field("amount"),
      priceCount: product.prices.size(),
      german: product.labels.get("de"),
      own: product.labels.get(product.id).coalesce("none"),
      labelCount: product.labels.size(),
      coded: product.codes.includes(7),
      weight: product.weights.get("kg"),
    }))
    .dropColumns("tags", "prices", "labels", "codes", "weights"),
});
