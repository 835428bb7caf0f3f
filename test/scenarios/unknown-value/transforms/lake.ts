import { json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    id: z.string(),
    status: z.enum(["open", "paid"]).optional(),
    stars: z.literal([1, 2, 3]),
    address: z.object({ kind: z.enum(["home", "work"]) }),
  }),
});
const trusted = zone("trusted");

export const listed = trusted.table("listed", {
  from: orders.rename({ status: "state" }).filter((order) => order.state.in(["payed", "open"]).or(order.stars.ne(4))),
});
export const passedOn = trusted.table("passed_on", {
  from: listed.filter((order) => order.state.isDistinctFrom("gone").and(order.address.field("kind").eq("holiday"))),
});
// Its values are no longer those of the source.
export const changed = trusted.table("changed", {
  from: orders.derive((order) => ({ status: order.status.coalesce("none") })).filter((order) => order.status.ne("none")),
});
