import { count, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    /** What the customer calls it. */
    tags: z.array(z.string()).optional(),
    lines: z.array(z.object({ product: z.string(), pieces: z.int32(), note: z.string().optional() })),
    country: z.string(),
  }),
});
const trusted = zone("trusted");

/** One row for each line, with its place in the order. */
export const orderLines = trusted.table("order_lines", {
  from: orders
    .explode("lines", { as: "line", position: "place" })
    .derive((row) => ({ product: row.line.field("product"), pieces: row.line.field("pieces"), note: row.line.field("note") }))
    .select("id", "place", "product", "pieces", "note"),
});

/** Orders without a tag stay, with NULL. */
export const orderTags = trusted.table("order_tags", {
  from: orders.dropColumns("lines").explode("tags", { as: "tags", position: "place", keepEmpty: true }),
});

/** A place that nobody asks for is not made; what is counted is still each element. */
export const tagsPerCountry = trusted.table("tags_per_country", {
  from: orders
    .explode("tags", { as: "tag", position: "place" })
    .aggregate({ by: ["country", "tag"], measures: () => ({ orders: count() }) }),
});

/** An array alone. */
export const tags = trusted.table("tags", { from: orders.select("tags").explode("tags", { as: "tag" }).distinct() });

/** Of nothing but how many there are. */
export const linesPerOrder = trusted.table("lines_per_order", {
  from: orders.explode("lines", { as: "line", keepEmpty: true }).select("id"),
});
