import { ambiguous, consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const history = source("history", {
  path: "history/",
  format: json(),
  row: z.object({
    email: personal("email", z.email()),
    device: z.string(),
    changedAt: epochMillis(),
    agreedAt: epochMillis().optional(),
  }),
});
/** One row of each device: who has two devices has two, and the older one may still say that they agreed. */
export const current = zone("current").table("current", { from: history.latest({ by: ["device"], newest: "changedAt" }) });
export const motion = source("motion", {
  path: "motion/",
  format: json(),
  row: z.object({ user: z.email(), at: epochMillis(), x: z.number() }),
  person: { user: ambiguous(current.columns.email) },
});
export const research = consent("research", { person: current, givenAt: (person) => person.agreedAt });
export const trusted = zone("trusted", { requires: research });

export const agreedMotion = trusted.table("agreed_motion", {
  from: motion.semiJoin(
    current.filter((person) => person.agreedAt.isNotNull()),
    { on: { user: "email" } },
  ),
});
