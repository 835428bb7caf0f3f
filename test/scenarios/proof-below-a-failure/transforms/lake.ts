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

/** Those who did not agree: what reads it says nothing more, and its reasons wait until this is mended. */
export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNull()) });

export const agreedSteps = trusted.table("agreed_steps", {
  from: steps.semiJoin(agreed, {
    on: { serial: "serial" },
    where: (row, person) => row.readAt.gte(person.agreedAt),
    anyOwner: "some holder had agreed by then",
  }),
});
export const distances = curated.table("distances", {
  from: agreedSteps.join(agreed, { on: { serial: "serial" }, many: "a serial has several holders", anyOwner: "some holder had agreed by then" }),
  personal: { name: "the analysts need it", email: "the analysts need it" },
});
