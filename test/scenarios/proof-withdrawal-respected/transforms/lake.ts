import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

/** A row for every change; a withdrawal is a row without `agreedAt`. */
export const history = source("history", {
  path: "history/",
  format: json(),
  row: z.object({
    email: personal("email", z.email()),
    changedAt: epochMillis(),
    agreedAt: epochMillis().optional(),
  }),
});
/** How things stand now. */
export const current = zone("current").table("current", { from: history.latest({ by: ["email"], newest: "changedAt" }) });
export const motion = source("motion", {
  path: "motion/",
  format: json(),
  row: z.object({ user: z.email(), at: epochMillis(), x: z.number() }),
  person: { user: current.columns.email },
  eventTime: "at",
});
export const research = consent("research", { person: current, givenAt: (person) => person.agreedAt });
export const trusted = zone("trusted", { requires: research });

export const agreed = trusted.table("agreed", { from: current.filter((person) => person.agreedAt.isNotNull()) });
/** Who has withdrawn is out with all readings, also those from before, as soon as the lake is filled again. */
export const agreedMotion = trusted.table("agreed_motion", {
  from: motion.semiJoin(agreed, { on: { user: "email" }, where: (row, person) => row.at.gte(person.agreedAt) }),
});
