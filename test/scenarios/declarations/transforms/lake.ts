import { ambiguous, consent, epochMillis, json, parquet, personal, source, zone } from "sluice";
import { z } from "zod";

const customers = source("customers", {
  path: "crm/customers/",
  format: json(),
  row: z.object({
    email: personal("email", z.email()),
    name: personal("name", z.string().min(1)),
    device: z.string(),
    agreedAt: epochMillis().optional(),
  }),
  unique: ["email"],
  quarantine: { atMost: 0.02 },
});

const newsletter = consent("newsletter", { person: customers, givenAt: (customer) => customer.agreedAt });
const trusted = zone("trusted", { requires: newsletter, format: parquet() });
const curated = zone("curated", { requires: newsletter, personal: "deny" });

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ visitId: z.int(), email: z.email(), startedAt: epochMillis() }),
  unique: ["visitId", ["email", "startedAt"]],
  person: { email: customers.columns.email },
  eventTime: "startedAt",
});
const signals = source("signals", {
  path: "signals/",
  format: json(),
  row: z.object({ device: z.string(), at: epochMillis(), strength: z.int32() }),
  person: { device: ambiguous(customers.columns.device) },
  eventTime: "at",
  quarantine: { atMostMB: 50 },
  gzip: { atMostTimes: 500 },
});

const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });

/** A reason stands where the exception is made. */
const visitsOfAgreed = trusted.table("visits_of_agreed", {
  from: visits.semiJoin(agreed, { on: { email: "email" }, atAnyTime: "old visits are wanted too" }),
});
const signalsOfAgreed = trusted.table("signals_of_agreed", {
  from: signals.semiJoin(agreed, {
    on: { device: "device" },
    where: (signal, customer) => signal.at.gte(customer.agreedAt),
    anyOwner: "the devices of a shop are shared",
  }),
});
export const together = trusted.table("together", {
  from: visitsOfAgreed.join(signalsOfAgreed, {
    on: { startedAt: "at" },
    many: "several devices send in a millisecond",
    samePerson: "there is one visitor at a time",
  }),
});

/** Or with the table, and then for all of it. */
export const names = curated.table("names", {
  from: visits.join(customers.select("email", "name"), { on: { email: "email" } }).semiJoin(agreed, { on: { email: "email" } }),
  personal: { email: "the newsletter goes there", name: "the newsletter greets by name" },
  atAnyTime: "the newsletter tells of all visits",
});
export const strengths = curated.table("strengths", {
  from: signals
    .semiJoin(agreed, { on: { device: "device" }, where: (signal, customer) => signal.at.gte(customer.agreedAt) })
    .select("strength", "at", "device"),
  anyOwner: "the devices of a shop are shared",
});
