import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({
    id: z.string(),
    startedAt: epochMillis(),
    endedAt: epochMillis().optional(),
    receivedAt: z.iso.datetime(),
    checkedAt: z.date().optional(),
  }),
});

export const timedVisits = zone("trusted").table("timed_visits", {
  from: visits
    .derive((visit) => ({
      started: visit.startedAt.toTimestamp(),
      day: visit.startedAt.toDate(),
      hour: visit.startedAt.truncatedTo("hour"),
      week: visit.startedAt.toTimestamp().truncatedTo("week"),
      received: visit.receivedAt.toEpochMillis(),
      checked: visit.checkedAt.toEpochMillis(),
      receivedOn: visit.receivedAt.toDate(),
      quarter: visit.receivedAt.truncatedTo("quarter"),
      seconds: visit.endedAt.difference(visit.startedAt, "second"),
      waited: visit.checkedAt.difference(visit.receivedAt, "day"),
      age: visit.startedAt.difference(new Date("2026-01-01"), "hour"),
      sinceLaunch: visit.receivedAt.difference(new Date("2026-01-01T06:30:00Z"), "millisecond"),
      late: visit.receivedAt.toEpochMillis().gt(visit.startedAt),
    }))
    .dropColumns("startedAt", "endedAt", "receivedAt", "checkedAt"),
});
