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
export const curated = zone("curated", { requires: research, personal: "deny", implicit: "deny" });

/** No column has a name, and yet every row is of somebody whose name starts with A. */
export const ofThoseNamedA = curated.table("of_those_named_a", {
  from: agreed.filter((customer) => customer.name.startsWith("A")).select("registeredAt"),
});
/** What was chosen by e-mail address in another zone tells of it here too. */
export const times = curated.table("times", { from: agreedMotion.select("at", "x") });
/** Chosen by what is not personal. */
export const recent = curated.table("recent", {
  from: agreed.filter((customer) => customer.registeredAt.gt(0)).select("registeredAt"),
});
/** It is said once, of the table that it comes from. */
export const copied = curated.table("copied", { from: times.filter((row) => row.at.gt(0)) });
