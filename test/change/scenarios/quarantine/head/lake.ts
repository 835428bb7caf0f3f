import { consent, count, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

/** People who use the site. */
export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({
    email: personal("email", z.email()),
    name: personal("name", z.string()),
    country: z.string(),
    agreedAt: epochMillis().optional(),
  }),
  unique: ["email"],
  quarantine: { atMost: 0.05 },
});

/** What they look at. */
export const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({
    user: z.email(),
    at: epochMillis(),
    page: z.string(),
    seconds: z.int32(),
    comment: z.string().optional(),
  }),
  person: { user: people.columns.email },
  eventTime: "at",
  quarantine: { atMost: 0.5, atMostMB: 3000 },
  gzip: { atMostTimes: 100 },
});

export const research = consent("research", { person: people, givenAt: (person) => person.agreedAt });
export const trusted = zone("trusted", { requires: research });
export const curated = zone("curated", { requires: research, personal: "deny" });

/** People who agreed. */
export const agreed = trusted.table("agreed", { from: people.filter((person) => person.agreedAt.isNotNull()) });

/** Visits of people who had agreed by then. */
export const agreedVisits = trusted.table("agreed_visits", {
  from: visits.semiJoin(agreed, { on: { user: "email" }, where: (visit, person) => visit.at.gte(person.agreedAt) }),
});

/** Visits that lasted. */
export const longVisits = trusted.table("long_visits", {
  from: agreedVisits.filter((visit) => visit.seconds.gt(30)).select("user", "at", "page", "seconds"),
});

/** How long each page is looked at. */
export const pages = curated.table("pages", {
  from: longVisits.aggregate({ by: ["page"], measures: (visit) => ({ visits: count(), seconds: visit.seconds.sum() }) }),
});
