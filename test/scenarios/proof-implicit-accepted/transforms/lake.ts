import { consent, count, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const customers = source("customers", {
  path: "customer/",
  format: json(),
  row: z.object({
    name: personal("name", z.string()),
    email: personal("email", z.email()),
    serial: z.string(),
    registeredAt: epochMillis(),
    agreedAt: epochMillis().optional(),
  }),
  unique: ["email"],
});
export const motion = source("motion", {
  path: "motion/",
  format: json(),
  row: z.object({ user: z.email(), at: epochMillis(), uploadedAt: epochMillis(), x: z.number() }),
  person: { user: customers.columns.email },
  eventTime: "at",
});
export const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
export const trusted = zone("trusted", { requires: research });

export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });
export const agreedMotion = trusted.table("agreed_motion", {
  from: motion.semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.at.gte(person.agreedAt) }),
});
export const curated = zone("curated", { requires: research, personal: "deny", implicit: "deny" });

export const times = curated.table("times", {
  from: agreedMotion.select("at", "x"),
  implicit: "that somebody who agreed moved at a time tells nobody who it was",
});
/** The reason of the table that it reads holds here too. */
export const perDay = curated.table("per_day", {
  from: times
    .derive((row) => ({ day: row.at.truncatedTo("day") }))
    .aggregate({ by: ["day"], measures: () => ({ samples: count() }) }),
});
