import { ambiguous, consent,  epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const customers = source("customers", {
  path: "customer/",
  format: json(),
  row: z.object({
    name: personal("name", z.string()),
    email: personal("email", z.email()),
    serial: z.string(),
    agreedAt: epochMillis().optional(),
  }),
  unique: ["email"],
});
export const motion = source("motion", {
  path: "motion/",
  format: json(),
  row: z.object({ user: z.email(), at: epochMillis(), x: z.number() }),
  person: { user: customers.columns.email },
  eventTime: "at",
});
export const steps = source("steps", {
  path: "steps/",
  format: json(),
  row: z.object({ serial: z.string(), readAt: epochMillis(), distance: z.int32() }),
  unique: [["serial", "readAt"]],
  person: { serial: ambiguous(customers.columns.serial) },
  eventTime: "readAt",
});
export const research = consent("research", { person: customers, givenAt: (customer) => customer.agreedAt });
export const trusted = zone("trusted", { requires: research });
export const curated = zone("curated", { requires: research, personal: "deny" });

export const history = source("history", {
  path: "history/",
  format: json(),
  row: z.object({ email: personal("email", z.email()), changedAt: epochMillis(), agreedAt: epochMillis().optional() }),
});
export const current = zone("current").table("current", { from: history.latest({ by: ["email"], newest: "changedAt" }) });
export const newsletter = consent("newsletter", { person: current, givenAt: (person) => person.agreedAt });
export const mailing = zone("mailing", { requires: newsletter });

/** L1: the newest state says that they agreed: proven. */
export const right = mailing.table("right", { from: current.filter((person) => person.agreedAt.isNotNull()) });
/** L2: filtered first, the newest consent may since be withdrawn. */
export const wrong = mailing.table("wrong", {
  from: history.filter((person) => person.agreedAt.isNotNull()).latest({ by: ["email"], newest: "changedAt" }),
});
