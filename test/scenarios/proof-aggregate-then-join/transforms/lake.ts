import { ambiguous, consent, count, epochMillis, json, personal, source, zone } from "sluice";
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

export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });

export const agreedSteps = trusted.table("agreed_steps", {
  from: steps.semiJoin(agreed, {
    on: { serial: "serial" },
    where: (row, person) => row.readAt.gte(person.agreedAt),
    anyOwner: "the same serial was sold to many; some holder had agreed by then",
  }),
});
/** The steps of a serial are counted once and then told of every holder of it. */
export const stepsOfCustomers = trusted.table("steps_of_customers", {
  from: agreedSteps
    .aggregate({ by: ["serial"], measures: () => ({ steps: count() }) })
    .join(agreed, { on: { serial: "serial" } }),
});
