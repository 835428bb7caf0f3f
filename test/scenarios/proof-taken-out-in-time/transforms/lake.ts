import { ambiguous, consent, epochMillis, json, personal, source, zone } from "sluice";
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

/** Everybody with the serial who had not agreed by then was taken out, so whom the step belongs to had agreed. */
export const agreedSteps = trusted.table("agreed_steps", {
  from: steps
    .antiJoin(customers, {
      on: { serial: "serial" },
      where: (row, person) => person.agreedAt.isNull().or(person.agreedAt.gt(row.readAt)),
    })
    .semiJoin(agreed, { on: { serial: "serial" } }),
});
