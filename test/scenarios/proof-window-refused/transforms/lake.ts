import { ambiguous, consent, epochMillis, json, personal, rank, source, zone } from "sluice";
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

export const agreed = trusted.table("agreed", { from: customers.filter((customer) => customer.agreedAt.isNotNull()) });
export const agreedMotion = trusted.table("agreed_motion", {
  from: motion.semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.at.gte(person.agreedAt) }),
});
export const agreedSteps = trusted.table("agreed_steps", {
  from: steps.semiJoin(agreed, {
    on: { serial: "serial" },
    where: (row, person) => row.readAt.gte(person.agreedAt),
    anyOwner: "the same serial was sold to many; some holder had agreed by then",
  }),
});

/** The reading before may be somebody else's. */
export const nobodysBefore = trusted.table("nobodys_before", {
  from: agreedMotion.window({ orderBy: ["at"], columns: (row) => ({ before: row.x.lag() }) }),
});

/** So may the rows that a running sum has added up. */
export const sumPerTime = trusted.table("sum_per_time", {
  from: agreedMotion.window({ partitionBy: ["x"], orderBy: ["at"], columns: (row) => ({ sum: row.x.sum() }) }),
});

/** A serial number fits several people. */
export const strides = trusted.table("strides", {
  from: agreedSteps.window({ partitionBy: ["serial"], orderBy: ["readAt"], columns: (row) => ({ before: row.distance.lag() }) }),
});

/** Readings from before the consent are in the values of those after. */
export const tooEarly = trusted.table("too_early", {
  from: motion
    .window({ partitionBy: ["user"], orderBy: ["at"], columns: (row) => ({ before: row.x.lag() }) })
    .semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.at.gte(person.agreedAt) }),
});

/** The name of the customer before is a name, and where somebody stands by name tells of it. */
export const names = curated.table("names", {
  from: agreed
    .window({ partitionBy: ["email"], orderBy: ["agreedAt"], columns: (row) => ({ before: row.name.lag() }) })
    .window({ orderBy: ["name"], columns: () => ({ place: rank() }) })
    .select("before", "place"),
});

/** Nothing is left to accept. */
export const idle = trusted.table("idle", {
  from: agreedMotion.window({
    partitionBy: ["user"],
    orderBy: ["at"],
    columns: (row) => ({ before: row.x.lag() }),
    samePerson: "they are of one user",
  }),
});
