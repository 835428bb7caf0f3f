import { ambiguous, consent, count, epochMillis, json, personal, rowNumber, source, zone } from "sluice";
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

/** The partition tells the person, so the reading before is the same person's. */
export const jerk = curated.table("jerk", {
  from: agreedMotion
    .window({ partitionBy: ["user"], orderBy: ["at"], columns: (row) => ({ number: rowNumber(), before: row.x.lag() }) })
    .dropColumns("user"),
});

/** A partition and the row number are a key: the join meets one row. */
export const firstMotion = curated.table("first_motion", {
  from: agreed
    .select("email")
    .join(
      agreedMotion
        .window({ partitionBy: ["user"], orderBy: ["at"], columns: () => ({ number: rowNumber() }) })
        .filter((row) => row.number.eq(1))
        .select("user", "at", "x"),
      { on: { email: "user" } },
    )
    .dropColumns("email", "user"),
});

/** The partition is a serial number, which fits several people. */
export const strides = trusted.table("strides", {
  from: agreedSteps.window({
    partitionBy: ["serial"],
    orderBy: ["readAt"],
    columns: (row) => ({ before: row.distance.lag() }),
    anyOwner: "a device is worn by one household; the holder of the serial number stands for it",
  }),
});

/** All rows together are a statistic over persons. */
export const share = curated.table("share", {
  from: agreedMotion.window({ columns: (row) => ({ total: row.x.sum(), rows: count() }) }).dropColumns("user"),
});

/** The place of everybody by name tells something of the name. */
export const alphabet = curated.table("alphabet", {
  from: agreed.window({ orderBy: ["name"], columns: () => ({ place: rowNumber() }) }).select("place", "agreedAt"),
  personal: { place: "the order of the names is asked for" },
});
