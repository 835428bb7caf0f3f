import { agreedVisits } from "./lake.ts";
import { trusted } from "./lake.ts";

/** Visits that lasted. */
export const longVisits = trusted.table("long_visits", {
  from: agreedVisits.filter((visit) => visit.seconds.gt(30)).select("user", "at", "page", "seconds"),
});
