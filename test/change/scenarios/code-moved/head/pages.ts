import { count } from "sluice";
import { curated } from "./lake.ts";
import { longVisits } from "./visits.ts";

/** How long each page is looked at. */
export const pages = curated.table("pages", {
  from: longVisits.aggregate({ by: ["page"], measures: (visit) => ({ visits: count(), seconds: visit.seconds.sum() }) }),
});
