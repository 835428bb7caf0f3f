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
export const agreedMotion = trusted.table("agreed_motion", {
  from: motion.semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.at.gte(person.agreedAt) }),
});

/** Late arrivals are put back by a union, and with them everybody else's. */
export const withLate = trusted.table("with_late", {
  from: agreedMotion.union(motion.filter((row) => row.uploadedAt.gt(row.at))),
});
