import { consent, epochMillis, json, personal, source, zone } from "sluice";
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

/** Where nobody is found who agreed, the time of the reading stands in for the consent, and passes. */
export const filledIn = trusted.table("filled_in", {
  from: motion
    .leftJoin(agreed, { on: { user: "email" } })
    .derive((row) => ({ agreedAt: row.agreedAt.coalesce(row.at) }))
    .filter((row) => row.at.gte(row.agreedAt))
    .select("user", "at", "x"),
});
