import { json, personal, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ code: z.string(), note: z.string().optional(), contact: personal("email", z.string().optional()) }),
});

/** What is written inside a text: a match or none, the first match, a group by number and by name. */
export const readCodes = zone("trusted").table("read_codes", {
  from: orders
    .filter((order) => order.code.regexpLike(/^[A-Z]{2}-\d+$/).and(order.note.regexpLike(/it's \$5|€$/)))
    .derive((order) => ({
      country: order.code.regexpExtract(/^[A-Z]{2}/),
      number: order.code.regexpExtract(/^([A-Z]{2})-(?<number>\d+)$/, "number").cast("int64"),
      colour: order.note.regexpExtract(/colou?r=([^;]*)/, 1),
      size: order.note.regexpExtract(/size (?:(\d+?)(?:cm)?|unknown)$/i, 1),
      domain: order.contact.regexpExtract(/@([^@]+)$/, 1),
      urgent: order.note.regexpLike(/^(?:[!?]\s?){1,3}/),
    }))
    .dropColumns("contact"),
});
