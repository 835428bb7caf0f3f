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

/** Taking out those who refused leaves those of whom nothing is known, and readings from before the consent. */
export const notRefused = trusted.table("not_refused", {
  from: motion.antiJoin(
    customers.filter((customer) => customer.agreedAt.isNull()),
    { on: { user: "email" } },
  ),
});
