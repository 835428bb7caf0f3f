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

/** Compared with the day of registration, which is not the day of consent. */
export const sinceRegistration = trusted.table("since_registration", {
  from: motion.semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.at.gte(person.registeredAt) }),
});
/** Compared with the time of the upload: what was recorded before the consent was uploaded after it. */
export const uploadedSince = trusted.table("uploaded_since", {
  from: motion.semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.uploadedAt.gte(person.agreedAt) }),
});
/** The comparison is the wrong way round: what was recorded before the consent is kept, and the rest is not. */
export const wrongWay = trusted.table("wrong_way", {
  from: motion.semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.at.lte(person.agreedAt).and(row.x.gt(0)) }),
});
