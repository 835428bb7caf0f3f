import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ id: z.string(), userId: z.string().optional(), startedAt: epochMillis(), endedAt: epochMillis().optional() }),
});
const trusted = zone("trusted");

export const openVisits = trusted.table("open_visits", {
  from: visits.filter((visit) => visit.endedAt.isNull()),
});

export const knownVisits = trusted.table("known_visits", {
  from: visits.filter((visit) => visit.userId.isNotNull().and(visit.endedAt.difference(visit.startedAt, "second").isNotNull())),
});

export const marked = trusted.table("marked", {
  from: visits.derive((visit) => ({ open: visit.endedAt.isNull(), known: visit.userId.isNotNull() })).select("id", "open", "known"),
});
