import { json, source, zone } from "sluice";
import { z } from "zod";

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ visitId: z.string(), page: z.string(), country: z.string().optional() }),
});
const trusted = zone("trusted");

export const pages = trusted.table("pages", { from: visits.select("page", "country").distinct() });

/** A page that was seen from several countries stands there as often. */
export const pagePerCountry = trusted.table("page_per_country", { from: visits.select("page", "country").distinct().select("page") });

/** What is dropped after it still tells rows apart. */
export const pageOfEachCountry = trusted.table("page_of_each_country", {
  from: visits.dropColumns("visitId").distinct().filter((visit) => visit.country.isNotNull()).select("page"),
});
