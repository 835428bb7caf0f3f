import { count, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), country: z.string(), amount: z.number() }),
});
const trusted = zone("trusted");
const curated = zone("curated");

for (const country of ["de", "at", "ch"]) {
  const ofCountry = trusted.table(`orders_${country}`, { from: orders.filter((order) => order.country.eq(country)) });
  curated.table(`totals_${country}`, {
    from: ofCountry.aggregate({ measures: (order) => ({ orders: count(), amount: order.amount.sum() }) }),
    description: `All orders of ${country.toUpperCase()}.`,
  });
}
