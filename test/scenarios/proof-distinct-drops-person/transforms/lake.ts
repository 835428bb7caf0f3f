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

/** Without the column `user` the rows are still about people, who did not agree. */
export const anonymous = trusted.table("anonymous", { from: motion.select("at", "x").distinct() });
