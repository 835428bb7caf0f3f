import { json, personal, source, zone } from "sluice";
import { z } from "zod";

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ visitId: z.string(), email: personal("email", z.email().optional()), page: z.string() }),
});

/** The same visitor has the same key; it hides nobody whose address can be guessed. */
export const keyedVisits = zone("trusted").table("keyed_visits", {
  from: visits
    .derive((visit) => ({ page: visit.page.sha256(),
      visitor: visit.email.lower().sha256(), pageOfVisitor: visit.email.concat("|", visit.page).sha256() }))
    .dropColumns("email"),
});
