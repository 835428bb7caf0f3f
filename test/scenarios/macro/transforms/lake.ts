import { type Condition, epochMillis, type EpochMillis, type Field, json, type Relation, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), placedAt: epochMillis(), amount: z.number().optional() }),
});
const visits = source("visits", { path: "visits/", format: json(), row: z.object({ page: z.string(), startedAt: epochMillis() }) });
const trusted = zone("trusted");

type Timed = Field<"startedAt", EpochMillis> | Field<"page", string>;

/** Of any relation with these columns: how many rows a day. */
const perDay = (relation: Relation<Timed>) =>
  relation
    .derive((row) => ({ day: row.startedAt.toDate() }))
    .aggregate({ by: ["day", "page"], measures: (row) => ({ rows: row.page.count(), last: row.startedAt.max() }) });

/** An ordinary function of a condition. */
const unless = (condition: Condition): Condition => condition.isNotDistinctFrom(true).not();

export const visitsPerDay = trusted.table("visits_per_day", { from: perDay(visits) });
export const usualVisitsPerDay = trusted.table("usual_visits_per_day", {
  from: perDay(visits.filter((visit) => unless(visit.page.startsWith("/admin")))),
});
export const ordersPerDay = trusted.table("orders_per_day", {
  from: perDay(
    orders
      .filter((order) => unless(order.amount.lt(1)))
      .select("id", "placedAt")
      .rename({ id: "page", placedAt: "startedAt" }),
  ),
});
